// What the three programs share: their options, and the look of their screens.

import { parseArgs } from "node:util";
import { Refused } from "./tn3270d.mjs";

export function options() {
  const { values } = parseArgs({ options: {
    socket: { type: "string" }, // without: $TN3270D_SOCKET
    database: { type: "string", default: "orders.db" } } });
  return values;
}

/** The first two rows of every screen, as wide as the terminal. */
export function heading(terminal, title, corner) {
  return [
    { row: 1, column: 2, text: terminal.application.applid, color: "blue" },
    { row: 1, column: Math.floor((terminal.columns - title.length) / 2) + 1, text: title,
      color: "white", intense: true },
    { row: 1, column: -corner.length - 1, text: corner, color: "blue" },
    { row: 2, column: 2, text: "-".repeat(terminal.columns - 2), color: "blue" }];
}

/** One row of a form: a label, a field that is typed into, a hint. */
export function formRow(row, label, name, length, hint, value, { wrong = false, numeric = false } = {}) {
  return [
    { row, column: 2, text: label, color: "turquoise" },
    { row, column: 20, text: value, name, length, numeric, color: wrong ? "red" : "green",
      highlight: wrong ? "reverse" : "underscore" },
    { row, column: 33, text: hint, color: "blue" }];
}

/** The user whom the passing program has named, or the LU. */
export const userOf = (terminal) => (terminal.data || terminal.lu).slice(0, 8).toUpperCase();

/** The terminal goes back to the program that has passed it, else its session ends. */
export async function goBack(terminal, user) {
  if (terminal.passedBy) {
    try {
      await terminal.passTo(terminal.passedBy, user);
      return;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // It has ended meanwhile: the user sees the server's menu.
    }
  }
  await terminal.close(`${terminal.application.applid} has ended`);
}

/** The end of each program: its errors are words and a status. */
export async function run(app) {
  try {
    await app.run();
    process.exit(0);
  } catch (error) {
    console.error(`${app.applid.toLowerCase()}: ${error.message}`);
    process.exit(1);
  }
}
