/** What the tests ask of a browser, whichever it is. A fourth engine is one more entry in table.ts. */

/** A page of its own: nothing stored, nothing cached, until it is closed. */
export interface EnginePage {
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /** CSS pixels of the page itself, without the browser's frame */
  resize(width: number, height: number): Promise<void>;
  /** Runs a program in the page, by leave of no Content-Security-Policy. */
  run(program: string): Promise<void>;
  /** Calls a function in the page. It closes over nothing; what goes in and comes out is JSON. */
  evaluate<Given extends unknown[], Value>(call: (...given: Given) => Value, ...given: Given): Promise<Awaited<Value>>;
  /** Presses and releases the mouse there, in CSS pixels. */
  click(x: number, y: number): Promise<void>;
  /** A key by what it types, or one of these by its name. */
  press(key: string | NamedKey): Promise<void>;
  /** as PNG */
  picture(): Promise<Uint8Array>;
  /** Console errors, uncaught exceptions and broken policies so far, one line each. */
  problems(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export type NamedKey = 'Enter' | 'Escape' | 'Tab';

/** A browser that runs. */
export interface Running {
  page(): Promise<EnginePage>;
  close(): Promise<void>;
}

export type Engine = {
  name: string;
  /** @throws {Error} if the machine has none and cannot install it */
  start(): Promise<Running>;
};
