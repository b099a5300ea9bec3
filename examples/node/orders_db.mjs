// The orders, in SQLite. Node 18 has no SQLite of its own, so the sqlite3 command is asked. What users
// have typed never becomes a part of a statement: it goes in as one JSON text, which SQL takes
// apart, and the JSON itself is quoted as SQL wants it.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { readFileSync } from "node:fs";

const SCHEMA = fileURLToPath(new URL("../orders.sql", import.meta.url));

export const money = (cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;

/** One line of a list, on a screen or on paper. */
export const orderLine = (order) =>
  `${String(order.number).padStart(6)}  ${order.customer.padEnd(8)}  ${order.article.padEnd(7)}` +
  `  ${String(order.quantity).padStart(8)} ${money(order.cents).padStart(10)}` +
  `  ${order.delivery.padEnd(10)}  ${order.entered_by}`;

export class OrderBook {
  #path;

  constructor(path) {
    this.#path = path;
  }

  async prepare() {
    await this.#run(readFileSync(SCHEMA, "utf8"));
  }

  /** {code, name, cents}, or undefined. */
  async article(code) {
    const rows = await this.#ask("SELECT code, name, cents FROM articles, p WHERE code = p.j ->> 0",
                                 [code]);
    return rows[0];
  }

  async count() {
    return (await this.#ask("SELECT count(*) AS n FROM orders", []))[0].n;
  }

  /** Orders by number, `lines` of them after the first `first`. */
  async page(first, lines) {
    return this.#ask(
      `SELECT number, customer, article, quantity, delivery, entered_by, quantity * cents AS cents
       FROM orders JOIN articles ON code = article ORDER BY number
       LIMIT (SELECT j ->> 0 FROM p) OFFSET (SELECT j ->> 1 FROM p)`, [lines, first]);
  }

  /** Returns the number that the order has been given. */
  async store(customer, article, quantity, delivery, user) {
    const rows = await this.#ask(
      `INSERT INTO orders (customer, article, quantity, delivery, entered_by)
       SELECT j ->> 0, j ->> 1, j ->> 2, j ->> 3, j ->> 4 FROM p RETURNING number`,
      [customer, article, quantity, delivery, user]);
    return rows[0].number;
  }

  /** A statement that finds its parameters in p.j, a JSON array. */
  async #ask(statement, parameters) {
    const json = JSON.stringify(parameters).replaceAll("'", "''");
    const text = await this.#run(`WITH p (j) AS (VALUES ('${json}')) ${statement};`);
    return text.trim() ? JSON.parse(text) : [];
  }

  #run(sql) {
    return new Promise((resolve, reject) => {
      const options = ["-batch", "-bail", "-json", "-cmd", ".timeout 5000", this.#path];
      const child = execFile("sqlite3", options, (error, out, words) =>
        error ? reject(new Error(`sqlite3: ${words || error.message}`)) : resolve(out));
      child.stdin.end(sql);
    });
  }
}
