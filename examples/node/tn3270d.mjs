// Write 3270 applications in JavaScript: this file opens ACBs at the application socket of tn3270d.
//
//   import { Application } from "./tn3270d.mjs";
//
//   const app = new Application("HELLO");            // the socket: {path}, or $TN3270D_SOCKET
//   app.onLogon(async (terminal) => {                // once for every user who logs on
//     const key = await terminal.ask({ fields: [
//       { row: 1, column: 2, text: "Your name?" },
//       { row: 1, column: 14, name: "who", length: 20 }] });
//     await terminal.close(`Good bye ${key.get("who")}`);
//   });
//   await app.run();                                 // until Ctrl-C
//
// `ask` shows a screen and comes back with the key that the user pressed. A screen is an object as
// docs/applications.md describes it. What ends a conversation, is thrown: Lost when the user is gone
// or the operator has ended the session, Refused when tn3270d says no. Nobody needs to catch them.
//
// Node 18 or newer, no packages, one file.

import net from "node:net";
import tls from "node:tls";
import { readFileSync } from "node:fs";

const API = 1; // the version of the messages, newest and oldest, that this file speaks

/** Whatever this library throws. */
export class Tn3270dError extends Error {}

/** tn3270d cannot be reached, or has gone. */
export class Disconnected extends Tn3270dError {}

/** tn3270d has said no: `rule` is one word for programs, `why` a sentence for people. */
export class Refused extends Tn3270dError {
  constructor(line) {
    const where = line.field && ["send", "print"].includes(line.of) ? `${line.field}: ` : "";
    super(`${where}${line.why}${line.rule ? ` (${line.rule})` : ""}`);
    this.rule = line.rule ?? "";
    this.why = line.why ?? "";
    this.field = line.field ?? "";
    this.sense = line.sense ?? "";
  }
}

/** The session is over: "client", "kill", "react", "logoff", "shutdown" … */
export class Lost extends Tn3270dError {
  constructor(line) {
    super(line.why ? `${line.reason}: ${line.why}` : `${line.reason}`);
    this.reason = line.reason ?? "";
    this.sense = line.sense ?? "";
    this.why = line.why ?? "";
  }
}

/** One key. get("name") is what that field shows, without blanks around it. */
export class Input {
  constructor(line, values) {
    this.aid = line.aid ?? "Attn"; // "Enter", "PF3", "PA1", "Clear" …
    this.cursor = line.cursor; // {row, column}
    this.fields = { ...values }; // every named field, as the user sees it
    this.typed = line.fields ?? {}; // only those that were changed
    this.others = line.others ?? []; // text in no named field
    this.data = Buffer.from(line.data ?? "", "base64"); // mode "datastream"
  }
  get(name) {
    return (this.fields[name] ?? "").trim();
  }
}

/** A promise whose ends are outside of it. */
class Later {
  constructor() {
    this.promise = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
    this.promise.catch(() => {}); // who does not wait does not care
  }
}

/** One terminal or printer in session with the application. */
export class Session {
  #vtam;
  #accepted;
  #over = null; // why nothing can be said any more
  #closed = false;
  #credit;
  #waitingForCredit = [];
  #inputs = [];
  #reader = null;
  #fault = null; // of a send that nobody waits for
  #shown = []; // to show it again: the screen, and what was written over it
  #values = {};

  constructor(application, logon, accepted) {
    this.application = application;
    this.id = logon.session;
    this.lu = logon.lu;
    this.luType = logon.lu_type; // "terminal" or "printer"
    this.logmode = logon.logmode;
    this.typeterm = logon.typeterm;
    this.device = logon.device;
    this.codePage = logon.code_page;
    this.client = logon.client;
    this.data = logon.data ?? ""; // of LOGON DATA(), or what the passing application has said
    this.passedBy = logon.from ?? ""; // an APPLID
    const largest = logon.screen?.alternate ?? logon.screen ?? {};
    this.rows = largest.rows ?? 24; // of a screen without a `size`
    this.columns = largest.columns ?? 80;
    /** Whether another application wants this LU, and which: close() when you can. */
    this.releaseWanted = "";
    /** false: the terminal's client is lost, and its session is kept ("tell"). */
    this.clientThere = true;
    this.#vtam = application.vtam;
    this.#accepted = accepted;
    this.#credit = application.vtam.credit;
  }

  /** Shows a screen and waits for the key that answers it. */
  async ask(screen, options = {}) {
    this.#inputs = []; // they answer older screens
    await this.show(screen, { unlock: true, ...options });
    return this.receive();
  }

  /** Shows a screen and goes on; the keyboard stays locked unless `unlock`. With `response` it waits
   *  until the terminal has answered. A Buffer is sent as it is (mode "datastream"). */
  async show(screen, { erase = true, unlock = false, alarm = false, response = false } = {}) {
    const line = { type: "send", session: this.id };
    if (Buffer.isBuffer(screen)) {
      line.data = screen.toString("base64");
    } else {
      Object.assign(line, { screen, erase, unlock, alarm });
      this.#remember(line);
    }
    await this.#spend();
    if (!response) {
      this.#vtam.say(line);
      return;
    }
    const answer = await this.#vtam.request({ ...line, response: true }, this);
    if (answer.ok === false) throw new Refused({ rule: "RESPONSE", ...answer });
  }

  /** The next key, without a new screen. */
  async receive() {
    if (this.#fault) {
      const fault = this.#fault;
      this.#fault = null;
      throw fault;
    }
    this.#check();
    if (this.#inputs.length > 0) return this.#inputs.shift();
    this.#reader = new Later();
    try {
      return await this.#reader.promise;
    } finally {
      this.#reader = null;
    }
  }

  /** Text for a printer: \n is a new line, \f a new page. Waits until it has answered; returns the
   *  number of its job. A Buffer is SCS. */
  async print(text, { endOfJob = false } = {}) {
    const what = Buffer.isBuffer(text) ? { scs: text.toString("base64") } : { text };
    await this.#spend();
    const printed = await this.#vtam.request(
      { type: "print", session: this.id, ...what, end_of_job: endOfJob }, this);
    return printed.job;
  }

  /** Ends the session; the user reads `notice` on the next screen. A printer is free again. */
  async close(notice = "") {
    await this.#close(notice ? { notice } : {});
  }

  /** CLSDST PASS: the user goes on with another application, which gets `data`. Refused if that one
   *  is not there, and then the session goes on here. */
  async passTo(applid, data = "") {
    await this.#close({ pass_to: applid, ...(data ? { data } : {}) });
  }

  /** Instead of a first screen. */
  async reject(why = "", sense = "08010000") {
    this.#check();
    this.#vtam.say({ type: "reject", session: this.id, sense, why });
    this.#end();
  }

  // --- for the library

  /** The handler has ended, however: the LU must not be left behind. */
  async letGo(notice = "") {
    if (this.#closed) return;
    if (this.#over) {
      this.#vtam.say({ type: "close", session: this.id });
      this.#end();
    } else if (!this.#accepted) {
      await this.reject(notice);
    } else {
      try {
        await this.close(notice);
      } catch (error) {
        if (error instanceof Lost) await this.letGo();
      }
    }
  }

  hear(line) {
    switch (line.type) {
      case "input":
        // CursorSelect names its fields without their texts.
        if (line.aid !== "CursorSelect") Object.assign(this.#values, line.fields);
        this.#inputs.push(new Input(line, this.#values));
        break;
      case "signal":
        this.#inputs.push(new Input({}, this.#values));
        break;
      case "credit":
        this.#credit += line.n;
        break;
      case "release":
        this.releaseWanted = line.by;
        break;
      case "repaint":
        this.#repaint();
        break;
      case "client":
        this.clientThere = line.there;
        break;
      case "refused":
        this.#fault = new Refused(line);
        if (!this.#reader) console.error(`${this.lu}: ${this.#fault.message}`);
        break;
      case "lost":
        this.#over = new Lost(line);
        break;
      case "closed":
        this.#end();
        break;
    }
    this.#wake();
  }

  /** Why it is over, or null. */
  get over() {
    return this.#over;
  }
  disconnected(error) {
    this.#over ??= error;
    this.#end();
  }

  #check() {
    if (this.#over) throw this.#over;
  }
  #remember(line) {
    if (line.erase) {
      this.#shown = [];
      this.#values = {};
    }
    if (this.#shown.length < 16) this.#shown.push(line);
    for (const field of line.screen.fields ?? []) {
      if (field.name) this.#values[field.name] = field.text ?? field.value ?? "";
    }
  }
  async #spend() {
    this.#check();
    this.#accept();
    while (this.#credit === 0) {
      const room = new Later();
      this.#waitingForCredit.push(room);
      await room.promise;
      this.#check();
    }
    this.#credit -= 1;
  }
  #accept() {
    if (this.#accepted) return;
    this.#accepted = true;
    this.#vtam.say({ type: "accept", session: this.id });
  }
  async #close(more) {
    this.#check();
    this.#accept();
    await this.#vtam.request({ type: "close", session: this.id, ...more }, this);
    this.#end();
  }
  async #repaint() {
    try {
      for (const line of [...this.#shown]) {
        await this.#spend();
        this.#vtam.say(line);
      }
    } catch (error) {
      if (!(error instanceof Tn3270dError)) throw error; // it is over meanwhile
    }
  }
  #end() {
    this.#closed = true;
    this.#over ??= new Tn3270dError(`the session with ${this.lu} is closed`);
    this.#vtam.sessions.delete(this.id);
    this.#wake();
  }
  #wake() {
    for (const room of this.#waitingForCredit.splice(0)) room.resolve();
    if (!this.#reader) return;
    if (this.#fault) {
      this.#reader.reject(this.#fault);
      this.#fault = null;
    } else if (this.#over) {
      this.#reader.reject(this.#over);
    } else if (this.#inputs.length > 0) {
      this.#reader.resolve(this.#inputs.shift());
    }
  }
}

/** An ACB: a name that users log on to. Several may share one Vtam. */
export class Application {
  #handler = null;

  constructor(applid, { path, vtam, password, mode = "screen" } = {}) {
    this.applid = applid.toUpperCase();
    this.vtam = vtam ?? new Vtam({ path });
    this.password = password;
    this.mode = mode;
    this.vtam.applications.set(this.applid, this);
  }

  /** The function that is called for every LOGON, with its Session. */
  onLogon(handler) {
    this.#handler = handler;
  }

  async run() {
    await this.vtam.run();
  }

  /** A session with a LU that this application wants, a printer most of the time. Refused if it is
   *  not there within 10 s; with `queue` it waits until it is, or `signal` is aborted. */
  async acquire(lu, { queue = false, signal } = {}) {
    const line = { type: "acquire", lu: lu.toUpperCase(), applid: this.applid, queue };
    const acquired = await this.vtam.request(line, null, signal);
    return this.vtam.sessions.get(acquired.session);
  }

  async converse(logon) {
    const session = this.vtam.begin(this, logon, false);
    let notice = "";
    try {
      if (this.#handler) await this.#handler(session);
      else await session.reject(`${this.applid} takes no LOGON`);
    } catch (error) {
      if (!(error instanceof Lost || error instanceof Disconnected)) {
        console.error(`${this.applid}: the conversation with ${session.lu} has failed`, error);
        notice = `${this.applid} has failed; its log says why`;
      }
    }
    await session.letGo(notice).catch(() => {});
  }
}

/** The way to tn3270d: {path} of its Unix socket, or {host, port, token, ca} for TCP with TLS. */
export class Vtam {
  #where;
  #socket = null;
  #rest = "";
  #out = [];
  #requests = new Map();
  #lastId = 0;
  #ended = new Later();

  constructor({ path, host, port, token, ca } = {}) {
    this.#where = { path: path ?? process.env.TN3270D_SOCKET, host, port, token, ca };
    this.applications = new Map();
    this.sessions = new Map();
    this.credit = 8;
  }

  /** Opens the ACBs and serves them until SIGTERM or Ctrl-C; throws when tn3270d refuses or goes. */
  async run() {
    const stopped = new Later();
    const stop = () => stopped.resolve();
    process.once("SIGINT", stop).once("SIGTERM", stop);
    try {
      await this.#connect();
      for (const { applid, password, mode } of this.applications.values()) {
        await this.request({ type: "open", applid, password, mode });
        console.error(`${applid} is open; Ctrl-C closes it`);
      }
      await Promise.race([stopped.promise, this.#ended.promise]);
      for (const applid of this.applications.keys()) {
        await this.request({ type: "close", applid });
        console.error(`${applid} is closed`);
      }
    } finally {
      process.removeListener("SIGINT", stop).removeListener("SIGTERM", stop);
      this.#socket?.end();
    }
  }

  // --- for Application and Session

  /** Lines of one turn of the event loop leave in one write. */
  say(line) {
    if (this.#out.length === 0) setImmediate(() => this.#flush());
    this.#out.push(JSON.stringify(line));
  }

  /** Says it with an id and waits for what answers it. */
  async request(line, session = null, signal = undefined) {
    const id = ++this.#lastId;
    const later = new Later();
    this.#requests.set(id, { later, session });
    this.say({ ...line, id });
    const cancel = () => {
      this.#requests.delete(id);
      this.say({ type: "cancel", acquire: id });
      later.reject(new Tn3270dError("it was cancelled"));
    };
    signal?.addEventListener("abort", cancel, { once: true });
    try {
      return await later.promise;
    } finally {
      signal?.removeEventListener("abort", cancel);
      this.#requests.delete(id);
    }
  }

  begin(application, logon, accepted) {
    const session = new Session(application, logon, accepted);
    this.sessions.set(session.id, session);
    return session;
  }

  async #connect() {
    const { path, host, port, token, ca } = this.#where;
    if (!path && !host) {
      throw new Disconnected("where is tn3270d? Say {path}, or set TN3270D_SOCKET");
    }
    const socket = host
      ? tls.connect({ host, port, servername: host, ca: ca ? [readFileSync(ca)] : undefined })
      : net.connect(path);
    await new Promise((resolve, reject) => {
      socket.once(host ? "secureConnect" : "connect", resolve);
      socket.once("error", (error) =>
        reject(new Disconnected(`no tn3270d at ${path ?? `${host} port ${port}`}: ${error.message}`)));
    });
    this.#socket = socket;
    socket.setEncoding("utf8");
    socket.on("data", (text) => this.#read(text));
    socket.on("error", () => {}); // "close" follows
    socket.on("close", () => this.#gone(new Disconnected("tn3270d has ended the connection")));
    const hello = await this.request({
      type: "hello", api: { current: API, minimum: API },
      name: [...this.applications.keys()].join(" "), token });
    this.credit = hello.limits?.credit ?? this.credit;
  }

  #read(text) {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop();
    for (const line of lines) this.#hear(JSON.parse(line));
  }

  #flush() {
    this.#socket?.write(this.#out.join("\n") + "\n");
    this.#out = [];
  }

  #gone(error) {
    this.#ended.reject(error);
    for (const { later } of this.#requests.values()) later.reject(error);
    for (const session of [...this.sessions.values()]) session.disconnected(error);
  }

  #hear(line) {
    if (line.type === "ping") return this.say({ type: "pong", n: line.n });
    if (line.type === "logon") return this.applications.get(line.applid)?.converse(line);
    let session = this.sessions.get(line.session);
    if (line.type === "acquired") {
      session = this.begin(this.applications.get(line.applid), line, true);
    }
    const request = this.#requests.get(line.id);
    if (request) {
      if (line.type === "refused") request.later.reject(new Refused(line));
      else request.later.resolve(line);
    } else if (line.type === "acquired") {
      session.letGo(); // it was cancelled meanwhile
    } else if (session) {
      session.hear(line);
      if (session.over) {
        for (const { later, session: whose } of this.#requests.values()) {
          if (whose === session) later.reject(session.over);
        }
      }
    } else if (line.type === "refused") {
      console.error(`refused: ${new Refused(line).message}`);
    }
  }
}
