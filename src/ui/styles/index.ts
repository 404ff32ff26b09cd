/** The styles that every screen needs. Each screen brings its own. */
import './tokens.css';
import './base.css';
import './controls.css';
import './dialog.css';
