#!/usr/bin/env python3
"""REPORTS: prints the list of orders on a printer that the user chooses.

The printer is acquired for as long as the report lasts: whoever has it is asked to let it go, and
when another application asks for it in turn, the report stops at the end of its page.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from typing import List, Optional

from orders_db import OrderBook, order_line
from tn3270d import Application, Error, Field, Lost, Refused, Screen, Session

LINES = 20  # orders on a page


def heading(terminal: Session, title: str, user: str) -> List[Field]:
    return [Field(1, 2, "REPORTS", color="blue"),
            Field(1, (terminal.columns - len(title)) // 2 + 1, title, color="white", intense=True),
            Field(1, -len(user) - 1, user, color="blue"),
            Field(2, 2, "-" * (terminal.columns - 2), color="blue")]


def choice_screen(terminal: Session, user: str, printer: str, wait: str, message: str,
                  color: str) -> Screen:
    return Screen(
        heading(terminal, "PRINT THE ORDERS", user) + [
            Field(5, 2, "Printer  . . . .", color="turquoise"),
            Field(5, 20, printer, name="printer", length=8, highlight="underscore"),
            Field(5, 33, "the name of a printer LU", color="blue"),
            Field(7, 2, "Wait for it  . .", color="turquoise"),
            Field(7, 20, wait, name="wait", length=1, highlight="underscore"),
            Field(7, 33, "Y: until it is on and free; N: not at all", color="blue")],
        cursor="printer", message=message, message_color=color, keys="Enter=Print   PF3=End")


def waiting_screen(terminal: Session, user: str, printer: str) -> Screen:
    return Screen(heading(terminal, "PRINT THE ORDERS", user),
                  message=f"Waiting for {printer}", message_color="yellow", keys="PF12=Cancel")


def progress_screen(terminal: Session, user: str, printer: str, page: int, pages: int) -> Screen:
    bar = "*" * (40 * page // pages)
    return Screen(
        heading(terminal, "PRINT THE ORDERS", user) + [
            Field(5, 2, f"Page {page} of {pages} is printed on {printer}", color="green"),
            Field(7, 2, f"{bar:.<40}", color="turquoise")],
        message="The keyboard is free when all is printed", message_color="white")


def page_text(book: OrderBook, page: int, pages: int) -> str:
    """One page, from its heading to its page break."""
    lines = [f"{'LIST OF ORDERS':<58}PAGE {page:2} OF {pages:2}", "",
             "NUMBER  CUSTOMER  ARTICLE  QUANTITY     AMOUNT  DELIVERY    ENTERED BY"]
    for order in book.page((page - 1) * LINES, LINES):
        lines.append(order_line(order))
    return "\n".join(lines) + "\n" + ("\f" if page < pages else "")


async def acquire(app: Application, terminal: Session, user: str, lu: str,
                  wait: bool) -> Optional[Session]:
    """The printer; None: the user did not want to wait any longer."""
    if not wait:
        return await app.acquire(lu)
    printer = asyncio.ensure_future(app.acquire(lu, queue=True))
    key = asyncio.ensure_future(terminal.ask(waiting_screen(terminal, user, lu)))
    try:
        while True:
            await asyncio.wait({printer, key}, return_when=asyncio.FIRST_COMPLETED)
            if printer.done():
                return printer.result()
            if key.result().aid == "PF12":
                return None
            key = asyncio.ensure_future(terminal.ask(waiting_screen(terminal, user, lu)))
    finally:
        # Whichever of the two goes on is not wanted any more: a waiting acquire is cancelled.
        key.cancel()
        printer.cancel()


async def print_orders(terminal: Session, printer: Session, book: OrderBook, user: str) -> str:
    """What has become of it, in words."""
    pages = max(1, (book.count() + LINES - 1) // LINES)
    for page in range(1, pages + 1):
        stop = bool(printer.release_wanted)
        await printer.print(page_text(book, page, pages), end_of_job=stop or page == pages)
        if stop and page < pages:
            return f"{printer.release_wanted} wants {printer.lu}: stopped after page {page}"
        await terminal.show(progress_screen(terminal, user, printer.lu, page, pages))
    return f"{pages} pages are printed on {printer.lu}"


async def reports(app: Application, terminal: Session, book: OrderBook, user: str) -> None:
    name, wait, message, color = "", "N", "", "white"
    while True:
        key = await terminal.ask(choice_screen(terminal, user, name, wait, message, color))
        if key.aid == "PF3":
            return
        name, wait, color = key["printer"].upper(), key["wait"].upper(), "red"
        if not name or wait not in ("Y", "N"):
            message = "Wait for it: Y or N" if name else "Type the name of a printer"
            continue
        try:
            printer = await acquire(app, terminal, user, name, wait == "Y")
            if printer is None:
                message = f"{name} is not waited for any more"
                continue
            async with printer:  # it is let go at the end of this block, however that is reached
                message = await print_orders(terminal, printer, book, user)
                color = "white"
        except Refused as refused:
            message = f"{name}: {refused.why}"
        except Lost as lost:
            message = f"{name} was lost while it printed: {lost}"
            # If it was the terminal that was lost, the next ask() says so.


def application(path: Optional[str], database: str) -> Application:
    app = Application("REPORTS", path)
    book = OrderBook(database)

    @app.on_logon
    async def conversation(terminal: Session) -> None:
        user = (terminal.data or terminal.lu)[:8].upper()
        await reports(app, terminal, book, user)
        if terminal.passed_by:
            try:
                await terminal.pass_to(terminal.passed_by, data=user)
                return
            except Refused:
                pass  # it has ended meanwhile: the user sees the server's menu
        await terminal.close(notice="REPORTS has ended")

    return app


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--socket", help="of tn3270d; without: $TN3270D_SOCKET")
    options.add_argument("--database", default="orders.db")
    chosen = options.parse_args()
    try:
        application(chosen.socket, chosen.database).run()
    except Error as error:
        sys.exit(f"report: {error}")


if __name__ == "__main__":
    main()
