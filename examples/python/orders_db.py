"""The orders, in SQLite. All that the screens and the report want to know of them."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import List, NamedTuple, Optional

SCHEMA = Path(__file__).resolve().parent.parent / "orders.sql"


class Article(NamedTuple):
    code: str
    name: str
    cents: int


class Order(NamedTuple):
    number: int
    customer: str
    article: str
    quantity: int
    delivery: str
    entered_by: str
    cents: int  # of all pieces


def money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def order_line(order: Order) -> str:
    """One line of a list, on a screen or on paper."""
    return (f"{order.number:6}  {order.customer:8}  {order.article:7}  {order.quantity:8}"
            f" {money(order.cents):>10}  {order.delivery:10}  {order.entered_by}")


class OrderBook:
    def __init__(self, path: str) -> None:
        self._db = sqlite3.connect(path, timeout=5)
        self._db.executescript(SCHEMA.read_text())

    def article(self, code: str) -> Optional[Article]:
        row = self._db.execute("SELECT code, name, cents FROM articles WHERE code = ?",
                               (code,)).fetchone()
        return Article(*row) if row else None

    def count(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM orders").fetchone()[0])

    def page(self, first: int, lines: int) -> List[Order]:
        """Orders by number, `lines` of them after the first `first`."""
        rows = self._db.execute(
            "SELECT number, customer, article, quantity, delivery, entered_by, quantity * cents"
            " FROM orders JOIN articles ON code = article ORDER BY number LIMIT ? OFFSET ?",
            (lines, first))
        return [Order(*row) for row in rows]

    def store(self, customer: str, article: str, quantity: int, delivery: str, user: str) -> int:
        """Returns the number that the order has been given."""
        with self._db:
            stored = self._db.execute(
                "INSERT INTO orders (customer, article, quantity, delivery, entered_by)"
                " VALUES (?, ?, ?, ?, ?)", (customer, article, quantity, delivery, user))
        return int(stored.lastrowid or 0)
