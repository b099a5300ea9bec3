#!/usr/bin/env node
// SIGNON: a user signs on, and chooses what to work with.
//
// The menu passes the session to the chosen application (CLSDST PASS), with the user's name as its
// data; that application passes it back at its end, and the menu is there again.

import { Application, Refused } from "./tn3270d.mjs";
import { heading, options, run } from "./panel.mjs";

const PASSWORDS = new Map([["ANN", "ORANGE"], ["BOB", "BANANA"]]); // a real one asks LDAP or PAM
const CHOICES = new Map([["1", "ORDERS"], ["2", "REPORTS"]]);
const TRIES = 3;

const signOnScreen = (terminal, user, message) => ({
  fields: [
    ...heading(terminal, "SIGN-ON", terminal.lu),
    { row: 5, column: 2, text: "Type your user ID and your password, then press Enter.",
      color: "green" },
    { row: 7, column: 2, text: "User ID  . . .", color: "turquoise" },
    { row: 7, column: 17, text: user, name: "user", length: 8, highlight: "underscore" },
    { row: 8, column: 2, text: "Password . . .", color: "turquoise" },
    { row: 8, column: 17, name: "password", length: 8, hidden: true },
    { row: 11, column: 2, text: "This is an example: ANN has the password ORANGE, BOB has BANANA.",
      color: "blue" }],
  cursor: user ? "password" : "user",
  message: { text: message, color: "red" },
  keys: "Enter=Sign on   PF3=End" });

const menuScreen = (terminal, user, message) => ({
  fields: [
    ...heading(terminal, "MENU", terminal.lu),
    { row: 4, column: 2, text: `Welcome, ${user}.`, color: "green" },
    { row: 6, column: 6, text: "1", color: "white", intense: true },
    { row: 6, column: 9, text: "Orders    enter and list them", color: "turquoise" },
    { row: 7, column: 6, text: "2", color: "white", intense: true },
    { row: 7, column: 9, text: "Reports   print the list of orders", color: "turquoise" },
    { row: 10, column: 2, text: "Your choice ===>", color: "green" },
    { row: 10, column: 19, name: "choice", length: 1, highlight: "underscore" }],
  cursor: "choice",
  message: { text: message, color: "red" },
  keys: "Enter=Go there   PF3=Sign off" });

/** The user's name; undefined: the user has gone, or does not know the password. */
async function signOn(terminal) {
  let user = "";
  let message = "";
  for (let tries = 0; tries < TRIES; ++tries) {
    const key = await terminal.ask(signOnScreen(terminal, user, message));
    if (key.aid === "PF3") return undefined;
    user = key.get("user").toUpperCase();
    if (PASSWORDS.has(user) && PASSWORDS.get(user) === key.get("password").toUpperCase()) return user;
    message = "The user ID or the password is wrong";
  }
  return undefined;
}

async function menu(terminal, user) {
  let message = "";
  for (;;) {
    const key = await terminal.ask(menuScreen(terminal, user, message));
    if (key.aid === "PF3") return terminal.close(`${user} has signed off`);
    const applid = CHOICES.get(key.get("choice"));
    message = "Choose 1 or 2";
    if (!applid) continue;
    try {
      return await terminal.passTo(applid, user);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      message = `${applid} is not there: ${error.why}`;
    }
  }
}

const app = new Application("SIGNON", { path: options().socket });
app.onLogon(async (terminal) => {
  // Data may come from anybody who types LOGON APPLID(SIGNON) DATA(ANN). Only what an application of
  // ours has said is believed.
  const ours = [...CHOICES.values()].includes(terminal.passedBy);
  const user = (ours && terminal.data) || (await signOn(terminal));
  if (user) await menu(terminal, user);
  else await terminal.close("Nobody has signed on");
});
await run(app);
