/**
 * The composition root: the only file that knows everybody.
 */
import './ui/styles/fonts.css';

const overlay = document.getElementById('overlay');
if (overlay === null) throw new Error('index.html has no #overlay');
const heading = document.createElement('h1');
heading.textContent = document.title;
overlay.append(heading);
