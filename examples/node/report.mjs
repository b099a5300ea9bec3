#!/usr/bin/env node
// REPORTS: prints the list of orders on a printer that the user chooses.
//
// The printer is acquired for as long as the report lasts: whoever has it is asked to let it go, and
// when another application asks for it in turn, the report stops at the end of its page.

import { Application, Lost, Refused } from "./tn3270d.mjs";
import { OrderBook, orderLine } from "./orders_db.mjs";
import { formRow, goBack, heading, options, run, userOf } from "./panel.mjs";

const LINES = 20; // orders on a page
const TITLE = "PRINT THE ORDERS";

const choiceScreen = (terminal, user, printer, wait, message, color) => ({
  fields: [
    ...heading(terminal, TITLE, user),
    ...formRow(5, "Printer  . . . .", "printer", 8, "the name of a printer LU", printer),
    ...formRow(7, "Wait for it  . .", "wait", 1,
               "Y: until it is on and free; N: not at all", wait)],
  cursor: "printer", message: { text: message, color }, keys: "Enter=Print   PF3=End" });

const waitingScreen = (terminal, user, printer) => ({
  fields: heading(terminal, TITLE, user),
  message: { text: `Waiting for ${printer}`, color: "yellow" }, keys: "PF12=Cancel" });

const progressScreen = (terminal, user, printer, page, pages) => ({
  fields: [
    ...heading(terminal, TITLE, user),
    { row: 5, column: 2, text: `Page ${page} of ${pages} is printed on ${printer}`, color: "green" },
    { row: 7, column: 2, text: "*".repeat(Math.floor((40 * page) / pages)).padEnd(40, "."),
      color: "turquoise" }],
  message: { text: "The keyboard is free when all is printed", color: "white" } });

/** One page, from its heading to its page break. */
async function pageText(book, page, pages) {
  const two = (number) => String(number).padStart(2);
  const lines = [`${"LIST OF ORDERS".padEnd(58)}PAGE ${two(page)} OF ${two(pages)}`, "",
                 "NUMBER  CUSTOMER  ARTICLE  QUANTITY     AMOUNT  DELIVERY    ENTERED BY"];
  for (const order of await book.page((page - 1) * LINES, LINES)) {
    lines.push(orderLine(order));
  }
  return `${lines.join("\n")}\n${page < pages ? "\f" : ""}`;
}

/** The printer; undefined: the user did not want to wait any longer. */
async function acquire(app, terminal, user, lu, wait) {
  if (!wait) return app.acquire(lu);
  const stop = new AbortController();
  const printer = app.acquire(lu, { queue: true, signal: stop.signal });
  for (;;) {
    const first = await Promise.race([printer, terminal.ask(waitingScreen(terminal, user, lu))]);
    if (first.aid === undefined) return first; // not a key: the printer
    if (first.aid === "PF12") {
      printer.catch(() => {}); // "it was cancelled", as wanted
      stop.abort();
      return undefined;
    }
  }
}

/** What has become of it, in words. */
async function printOrders(terminal, printer, book, user) {
  const pages = Math.max(1, Math.ceil((await book.count()) / LINES));
  for (let page = 1; page <= pages; ++page) {
    const by = printer.releaseWanted;
    await printer.print(await pageText(book, page, pages), { endOfJob: by !== "" || page === pages });
    if (by && page < pages) return `${by} wants ${printer.lu}: stopped after page ${page}`;
    await terminal.show(progressScreen(terminal, user, printer.lu, page, pages));
  }
  return `${pages} pages are printed on ${printer.lu}`;
}

async function reports(app, terminal, book, user) {
  let [name, wait, message, color] = ["", "N", "", "white"];
  for (;;) {
    const key = await terminal.ask(choiceScreen(terminal, user, name, wait, message, color));
    if (key.aid === "PF3") return;
    name = key.get("printer").toUpperCase();
    wait = key.get("wait").toUpperCase();
    color = "red";
    if (!name || !["Y", "N"].includes(wait)) {
      message = name ? "Wait for it: Y or N" : "Type the name of a printer";
      continue;
    }
    let printer;
    try {
      printer = await acquire(app, terminal, user, name, wait === "Y");
      if (printer) {
        message = await printOrders(terminal, printer, book, user);
        color = "white";
      } else {
        message = `${name} is not waited for any more`;
      }
    } catch (error) {
      if (error instanceof Refused) message = `${name}: ${error.why}`;
      else if (error instanceof Lost) message = `${name} was lost while it printed: ${error.message}`;
      else throw error;
      // If it was the terminal that was lost, the next ask() says so.
    } finally {
      await printer?.letGo();
    }
  }
}

const { socket, database } = options();
const book = new OrderBook(database);
await book.prepare();
const app = new Application("REPORTS", { path: socket });
app.onLogon(async (terminal) => {
  const user = userOf(terminal);
  await reports(app, terminal, book, user);
  await goBack(terminal, user);
});
await run(app);
