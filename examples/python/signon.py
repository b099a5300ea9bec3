#!/usr/bin/env python3
"""SIGNON: a user signs on, and chooses what to work with.

The menu passes the session to the chosen application (CLSDST PASS), with the user's name as its
data; that application passes it back at its end, and the menu is there again.
"""

from __future__ import annotations

import argparse
import hmac
import sys
from typing import List, Optional

from tn3270d import Application, Error, Field, Refused, Screen, Session

PASSWORDS = {"ANN": "ORANGE", "BOB": "BANANA"}  # a real one asks LDAP, PAM, or an ESM
CHOICES = {"1": "ORDERS", "2": "REPORTS"}
TRIES = 3


def heading(terminal: Session, title: str) -> List[Field]:
    """The first two rows of every screen, as wide as the terminal."""
    return [Field(1, 2, "SIGNON", color="blue"),
            Field(1, (terminal.columns - len(title)) // 2 + 1, title, color="white", intense=True),
            Field(1, -len(terminal.lu) - 1, terminal.lu, color="blue"),
            Field(2, 2, "-" * (terminal.columns - 2), color="blue")]


def sign_on_screen(terminal: Session, user: str, message: str) -> Screen:
    return Screen(
        heading(terminal, "SIGN-ON") + [
            Field(5, 2, "Type your user ID and your password, then press Enter.", color="green"),
            Field(7, 2, "User ID  . . .", color="turquoise"),
            Field(7, 17, user, name="user", length=8, highlight="underscore"),
            Field(8, 2, "Password . . .", color="turquoise"),
            Field(8, 17, name="password", length=8, hidden=True),
            Field(11, 2, "This is an example: ANN has the password ORANGE, BOB has BANANA.",
                  color="blue")],
        cursor="password" if user else "user", message=message, message_color="red",
        keys="Enter=Sign on   PF3=End")


def menu_screen(terminal: Session, user: str, message: str) -> Screen:
    return Screen(
        heading(terminal, "MENU") + [
            Field(4, 2, f"Welcome, {user}.", color="green"),
            Field(6, 6, "1", color="white", intense=True),
            Field(6, 9, "Orders    enter and list them", color="turquoise"),
            Field(7, 6, "2", color="white", intense=True),
            Field(7, 9, "Reports   print the list of orders", color="turquoise"),
            Field(10, 2, "Your choice ===>", color="green"),
            Field(10, 19, name="choice", length=1, highlight="underscore")],
        cursor="choice", message=message, message_color="red",
        keys="Enter=Go there   PF3=Sign off")


async def sign_on(terminal: Session) -> Optional[str]:
    """The user's name; None: the user has gone, or does not know the password."""
    user = message = ""
    for _ in range(TRIES):
        key = await terminal.ask(sign_on_screen(terminal, user, message))
        if key.aid == "PF3":
            return None
        user = key["user"].upper()
        password = PASSWORDS.get(user, "")
        given = key["password"].upper()
        if password and hmac.compare_digest(given.encode(), password.encode()):
            return user
        message = "The user ID or the password is wrong"
    return None


async def menu(terminal: Session, user: str) -> None:
    message = ""
    while True:
        key = await terminal.ask(menu_screen(terminal, user, message))
        if key.aid == "PF3":
            await terminal.close(notice=f"{user} has signed off")
            return
        applid = CHOICES.get(key["choice"])
        if applid is None:
            message = "Choose 1 or 2"
            continue
        try:
            await terminal.pass_to(applid, data=user)
            return
        except Refused as refused:
            message = f"{applid} is not there: {refused.why}"


def application(path: Optional[str]) -> Application:
    app = Application("SIGNON", path)

    @app.on_logon
    async def conversation(terminal: Session) -> None:
        # Data may come from anybody who types LOGON APPLID(SIGNON) DATA(ANN). Only what an
        # application of ours has said is believed.
        user = terminal.data if terminal.passed_by in CHOICES.values() else ""
        signed_on = user or await sign_on(terminal)
        if signed_on:
            await menu(terminal, signed_on)
        else:
            await terminal.close(notice="Nobody has signed on")

    return app


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--socket", help="of tn3270d; without: $TN3270D_SOCKET")
    try:
        application(options.parse_args().socket).run()
    except Error as error:
        sys.exit(f"signon: {error}")


if __name__ == "__main__":
    main()
