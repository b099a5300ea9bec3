#!/usr/bin/env node
// ORDERS: enter orders, and look through those that are there.
//
// The form shows what is wrong field by field; the list has as many lines as the terminal.

import { Application } from "./tn3270d.mjs";
import { OrderBook, money, orderLine } from "./orders_db.mjs";
import { formRow, goBack, heading, options, run, userOf } from "./panel.mjs";

// row, what is asked for, name, cells, what may be typed
const FORM = [
  [5, "Customer . . . .", "customer", 5, "C and four digits, such as C0007"],
  [7, "Article  . . . .", "article", 6, "BOLT10, CABLE5, HAMMER, LADDER ..."],
  [9, "Quantity . . . .", "quantity", 4, "1 to 9999"],
  [11, "Delivery . . . .", "delivery", 10, "a date, such as 2027-01-31"]];

/** `wrong` says of a field's name why it is. The cursor goes to the first of them. */
function formScreen(terminal, user, values, wrong, done) {
  const first = FORM.map((row) => row[2]).find((name) => wrong[name]);
  return {
    fields: [
      ...heading(terminal, "ENTER AN ORDER", user),
      ...FORM.flatMap((row) => formRow(...row, values[row[2]] ?? "",
        { wrong: row[2] in wrong, numeric: row[2] === "quantity" }))],
    cursor: first ?? "customer",
    message: first ? { text: wrong[first], color: "red" } : { text: done, color: "white" },
    keys: "Enter=Store   PF3=End   PF4=List" };
}

function isDate(text) {
  // Date takes February 30th for March 2nd, and is asked what it has understood.
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(NaN);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** What is wrong, by field. Nothing: it can be stored. */
async function check(book, key) {
  const wrong = {};
  const article = key.get("article").toUpperCase();
  if (!/^C\d{4}$/.test(key.get("customer").toUpperCase())) {
    wrong.customer = "A customer is C and four digits";
  }
  if (!(await book.article(article))) {
    wrong.article = `There is no article ${article || "without a name"}`;
  }
  if (!/^\d{1,4}$/.test(key.get("quantity")) || Number(key.get("quantity")) === 0) {
    wrong.quantity = "The quantity is a number from 1 to 9999";
  }
  if (!isDate(key.get("delivery"))) {
    wrong.delivery = "The delivery is a date: year, month and day, such as 2027-01-31";
  }
  return wrong;
}

async function store(book, key, user) {
  const code = key.get("article").toUpperCase();
  const quantity = Number(key.get("quantity"));
  const number = await book.store(key.get("customer").toUpperCase(), code, quantity,
                                  key.get("delivery"), user);
  const { cents } = await book.article(code);
  return `Order ${number} is stored: ${quantity} ${code} for ${money(cents * quantity)}`;
}

async function enter(terminal, book, user) {
  let values = {};
  let wrong = {};
  let done = "";
  for (;;) {
    const key = await terminal.ask(formScreen(terminal, user, values, wrong, done));
    values = key.fields;
    wrong = {};
    done = "";
    if (key.aid === "PF3") return;
    if (key.aid === "PF4") {
      await browse(terminal, book, user);
    } else if (key.aid === "Enter") {
      wrong = await check(book, key);
      if (Object.keys(wrong).length === 0) {
        done = await store(book, key, user);
        values = {};
      }
    } else if (key.aid !== "Clear") {
      done = `${key.aid} does nothing here`;
    }
  }
}

async function browse(terminal, book, user) {
  const lines = terminal.rows - 7; // less heading, column titles, message and keys
  let first = 0;
  let message = "";
  for (;;) {
    const total = await book.count();
    const orders = await book.page(first, lines);
    const key = await terminal.ask({
      fields: [
        ...heading(terminal, "ORDERS", user),
        { row: 3, column: 2, text: `${first + 1} to ${first + orders.length} of ${total}`,
          color: "green" },
        { row: 4, column: 2, color: "white", intense: true,
          text: "NUMBER  CUSTOMER  ARTICLE  QUANTITY     AMOUNT  DELIVERY    ENTERED BY" },
        ...orders.map((order, n) => ({ row: 5 + n, column: 2, text: orderLine(order),
                                       color: "turquoise" }))],
      cursor: { row: 1, column: 1 },
      message: { text: message, color: "white" },
      keys: "PF3=Back   PF7=Up   PF8=Down" });
    message = "";
    if (key.aid === "PF3") return;
    if (key.aid === "PF8" && first + lines < total) first += lines;
    else if (key.aid === "PF8") message = "These are the last orders";
    else if (key.aid === "PF7" && first > 0) first -= lines;
    else if (key.aid === "PF7") message = "These are the first orders";
  }
}

const { socket, database } = options();
const book = new OrderBook(database);
await book.prepare();
const app = new Application("ORDERS", { path: socket });
app.onLogon(async (terminal) => {
  const user = userOf(terminal);
  await enter(terminal, book, user);
  await goBack(terminal, user);
});
await run(app);
