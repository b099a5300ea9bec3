#!/usr/bin/env python3
"""ORDERS: enter orders, and look through those that are there.

The form shows what is wrong field by field; the list has as many lines as the terminal.
"""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from typing import Dict, List, Optional

from orders_db import OrderBook, money, order_line
from tn3270d import Application, Error, Field, Input, Refused, Screen, Session

# name, row, cells, what is asked for, what may be typed
FORM = (
    ("customer", 5, 5, "Customer . . . .", "C and four digits, such as C0007"),
    ("article", 7, 6, "Article  . . . .", "BOLT10, CABLE5, HAMMER, LADDER ..."),
    ("quantity", 9, 4, "Quantity . . . .", "1 to 9999"),
    ("delivery", 11, 10, "Delivery . . . .", "a date, such as 2027-01-31"),
)


def heading(terminal: Session, title: str, user: str) -> List[Field]:
    return [Field(1, 2, "ORDERS", color="blue"),
            Field(1, (terminal.columns - len(title)) // 2 + 1, title, color="white", intense=True),
            Field(1, -len(user) - 1, user, color="blue"),
            Field(2, 2, "-" * (terminal.columns - 2), color="blue")]


def form_screen(terminal: Session, user: str, values: Dict[str, str], wrong: Dict[str, str],
                done: str) -> Screen:
    """`wrong` says of a field's name why it is. The cursor goes to the first of them."""
    fields = heading(terminal, "ENTER AN ORDER", user)
    for name, row, length, label, hint in FORM:
        bad = name in wrong
        fields += [
            Field(row, 2, label, color="turquoise"),
            Field(row, 20, values.get(name, ""), name=name, length=length,
                  numeric=name == "quantity", color="red" if bad else "green",
                  highlight="reverse" if bad else "underscore"),
            Field(row, 33, hint, color="blue")]
    first_wrong = next((name for name, *_ in FORM if name in wrong), None)
    return Screen(fields, cursor=first_wrong or "customer",
                  message=wrong[first_wrong] if first_wrong else done,
                  message_color="red" if first_wrong else "white",
                  keys="Enter=Store   PF3=End   PF4=List")


def check(book: OrderBook, key: Input) -> Dict[str, str]:
    """What is wrong, by field. Nothing: it can be stored."""
    wrong: Dict[str, str] = {}
    if not re.fullmatch(r"C\d{4}", key["customer"].upper()):
        wrong["customer"] = "A customer is C and four digits"
    if book.article(key["article"].upper()) is None:
        wrong["article"] = f"There is no article {key['article'].upper() or 'without a name'}"
    if not re.fullmatch(r"\d{1,4}", key["quantity"]) or int(key["quantity"]) == 0:
        wrong["quantity"] = "The quantity is a number from 1 to 9999"
    try:
        # strptime alone would take 2027-1-5 too, which sorts wrongly.
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", key["delivery"]):
            raise ValueError
        datetime.datetime.strptime(key["delivery"], "%Y-%m-%d")
    except ValueError:
        wrong["delivery"] = "The delivery is a date: year, month and day, such as 2027-01-31"
    return wrong


def store(book: OrderBook, key: Input, user: str) -> str:
    article, quantity = key["article"].upper(), int(key["quantity"])
    number = book.store(key["customer"].upper(), article, quantity, key["delivery"], user)
    found = book.article(article)
    cents = found.cents * quantity if found else 0
    return f"Order {number} is stored: {quantity} {article} for {money(cents)}"


async def enter(terminal: Session, book: OrderBook, user: str) -> None:
    values: Dict[str, str] = {}
    wrong: Dict[str, str] = {}
    done = ""
    while True:
        key = await terminal.ask(form_screen(terminal, user, values, wrong, done))
        values, wrong, done = key.fields, {}, ""
        if key.aid == "PF3":
            return
        if key.aid == "PF4":
            await browse(terminal, book, user)
        elif key.aid == "Enter":
            wrong = check(book, key)
            if not wrong:
                done = store(book, key, user)
                values = {}
        elif key.aid != "Clear":
            done = f"{key.aid} does nothing here"


def list_screen(terminal: Session, book: OrderBook, user: str, first: int, lines: int,
                message: str) -> Screen:
    total = book.count()
    shown = book.page(first, lines)
    fields = heading(terminal, "ORDERS", user) + [
        Field(3, 2, f"{first + 1} to {first + len(shown)} of {total}", color="green"),
        Field(4, 2, "NUMBER  CUSTOMER  ARTICLE  QUANTITY     AMOUNT  DELIVERY    ENTERED BY",
              color="white", intense=True)]
    for row, order in enumerate(shown, start=5):
        fields.append(Field(row, 2, order_line(order), color="turquoise"))
    return Screen(fields, cursor=(1, 1), message=message, message_color="white",
                  keys="PF3=Back   PF7=Up   PF8=Down")


async def browse(terminal: Session, book: OrderBook, user: str) -> None:
    lines = terminal.rows - 7  # less heading, column titles, message and keys
    first = 0
    message = ""
    while True:
        key = await terminal.ask(list_screen(terminal, book, user, first, lines, message))
        message = ""
        if key.aid == "PF3":
            return
        if key.aid == "PF8" and first + lines < book.count():
            first += lines
        elif key.aid == "PF8":
            message = "These are the last orders"
        elif key.aid == "PF7" and first > 0:
            first -= lines
        elif key.aid == "PF7":
            message = "These are the first orders"


def application(path: Optional[str], database: str) -> Application:
    app = Application("ORDERS", path)
    book = OrderBook(database)

    @app.on_logon
    async def conversation(terminal: Session) -> None:
        user = (terminal.data or terminal.lu)[:8].upper()
        await enter(terminal, book, user)
        if terminal.passed_by:
            try:
                await terminal.pass_to(terminal.passed_by, data=user)
                return
            except Refused:
                pass  # it has ended meanwhile: the user sees the server's menu
        await terminal.close(notice="ORDERS has ended")

    return app


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--socket", help="of tn3270d; without: $TN3270D_SOCKET")
    options.add_argument("--database", default="orders.db")
    chosen = options.parse_args()
    try:
        application(chosen.socket, chosen.database).run()
    except Error as error:
        sys.exit(f"orders: {error}")


if __name__ == "__main__":
    main()
