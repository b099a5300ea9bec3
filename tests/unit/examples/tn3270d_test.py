"""The Python client library against a tn3270d that the test plays."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
import time
import unittest
from pathlib import Path
from typing import Any, Callable, List, Optional

TOP = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(TOP / "examples" / "python"))

from fake_vtam import FakeSession, FakeVtam, eventually  # noqa: E402
from tn3270d import (Application, BlockingSession, Disconnected, Field, Input, Lost, Refused,  # noqa: E402
                     Screen, Session, Vtam)

NAME = Screen([Field(1, 2, "NAME"), Field(1, 8, "JOE", name="who", length=8)], cursor="who",
              message="Type", message_color="red", keys="PF3=End")


class Conversation(unittest.TestCase):
    def setUp(self) -> None:
        logging.disable(logging.CRITICAL)
        self.vtam = FakeVtam()
        self.addCleanup(self.vtam.close)
        self.ended: List[Optional[BaseException]] = []
        self.started: List[Vtam] = []
        self.threads: List[threading.Thread] = []

    def tearDown(self) -> None:
        for vtam in self.started:
            if vtam._stop is not None and not self.ended:
                vtam.loop.call_soon_threadsafe(vtam.stop)  # type: ignore[attr-defined]
        for thread in self.threads:
            thread.join(5)
            self.assertFalse(thread.is_alive(), "run() does not return")

    def start(self, vtam: Vtam, reconnect: Optional[float] = None) -> None:
        async def serve() -> None:
            vtam.loop = asyncio.get_running_loop()  # type: ignore[attr-defined]
            await vtam.serve(reconnect)

        def work() -> None:
            try:
                asyncio.run(serve())
                self.ended.append(None)
            except BaseException as error:
                self.ended.append(error)
        self.started.append(vtam)
        self.threads.append(threading.Thread(target=work, daemon=True))
        self.threads[-1].start()

    def application(self, handler: Callable[..., Any], applid: str = "HELLO") -> Application:
        app = Application(applid, self.vtam.path)
        app.on_logon(handler)
        self.start(app.vtam)
        return app

    def over(self) -> Optional[BaseException]:
        eventually(lambda: bool(self.ended), "run() does not return")
        return self.ended[0]

    # -- beginning

    def test_a_logon_is_accepted_with_its_first_screen(self) -> None:
        async def hello(terminal: Session) -> None:
            await terminal.ask(NAME)
        self.application(hello)
        user = self.vtam.log_on("HELLO")
        user.wait_text("NAME")
        self.assertTrue(user.accepted)
        self.assertEqual(user.screen, {
            "fields": [{"row": 1, "column": 2, "text": "NAME"},
                       {"row": 1, "column": 8, "text": "JOE", "name": "who", "length": 8}],
            "cursor": "who", "message": {"text": "Type", "color": "red"}, "keys": "PF3=End"})
        self.assertEqual(user.faults, [])

    def test_a_refused_open_is_an_exception_in_words(self) -> None:
        self.vtam.close()
        self.vtam = FakeVtam({"rule": "PASSWORD", "why": "the password of HELLO is another"})
        self.application(lambda terminal: None)
        error = self.over()
        self.assertIsInstance(error, Refused)
        self.assertEqual(str(error), "the password of HELLO is another (PASSWORD)")

    def test_no_server_is_an_exception_in_words(self) -> None:
        self.start(Application("HELLO", "/nowhere/acb.sock").vtam)
        error = self.over()
        self.assertIsInstance(error, Disconnected)
        self.assertEqual(str(error), "no tn3270d at /nowhere/acb.sock: No such file or directory")

    def test_a_server_that_goes_is_an_exception_in_words(self) -> None:
        self.application(lambda terminal: None)
        self.vtam.wait_open("HELLO")
        self.vtam.connections[0].end()
        self.assertEqual(str(self.over()), "tn3270d has ended the connection")

    def test_a_server_that_comes_back_is_found_again(self) -> None:
        async def hello(terminal: Session) -> None:
            await terminal.ask(NAME)
        app = Application("HELLO", self.vtam.path)
        app.on_logon(hello)
        self.start(app.vtam, reconnect=0.01)
        self.vtam.log_on("HELLO").wait_text("NAME")
        self.vtam.open.clear()
        self.vtam.connections[0].end()
        self.vtam.log_on("HELLO").wait_text("NAME")
        self.assertEqual(len(self.vtam.connections), 2)

    def test_several_applications_share_a_connection(self) -> None:
        async def show(terminal: Session) -> None:
            await terminal.ask(Screen([Field(1, 2, f"THIS IS {terminal.applid}")]))
        vtam = Vtam(self.vtam.path)
        for applid in ("ONE", "TWO"):
            Application(applid, vtam=vtam).on_logon(show)
        self.start(vtam)
        for applid in ("ONE", "TWO"):
            self.vtam.log_on(applid).wait_text(f"THIS IS {applid}")
        self.assertEqual(len(self.vtam.connections), 1)

    def test_a_ping_is_answered(self) -> None:
        self.application(lambda terminal: None)
        self.vtam.wait_open("HELLO")
        connection = self.vtam.connections[0]
        connection.say({"type": "a message of the future"})
        connection.say({"type": "ping", "n": 7})
        while True:
            message = connection.said_next()
            if message["type"] == "pong":
                self.assertEqual(message["n"], 7)
                return

    def test_stopping_closes_the_acb_in_order(self) -> None:
        app = self.application(lambda terminal: None)
        self.vtam.wait_open("HELLO")
        app.vtam.loop.call_soon_threadsafe(app.vtam.stop)  # type: ignore[attr-defined]
        self.assertIsNone(self.over())
        self.assertEqual(self.vtam.open, {})

    # -- sessions

    def test_a_field_that_nobody_touched_keeps_its_value(self) -> None:
        keys: List[Input] = []

        async def hello(terminal: Session) -> None:
            screen = Screen([Field(1, 2, "A", name="a"), Field(1, 4, " B ", name="b")])
            keys.append(await terminal.ask(screen))
        self.application(hello)
        user = self.vtam.log_on("HELLO")
        user.wait_text("A")
        user.press("PF4", a="X ")
        self.assertEqual(keys[0].aid, "PF4")
        self.assertEqual(keys[0].fields, {"a": "X ", "b": " B "})
        self.assertEqual(keys[0].typed, {"a": "X "})
        self.assertEqual((keys[0]["a"], keys[0]["b"], keys[0]["c"]), ("X", "B", ""))
        self.assertEqual(keys[0].cursor, (1, 1))

    def test_a_handler_that_returns_closes_the_session(self) -> None:
        async def hello(terminal: Session) -> None:
            await terminal.ask(NAME)
        self.application(hello)
        user = self.vtam.log_on("HELLO")
        user.wait_text("NAME")
        user.press("Enter")
        user.last("close")

    def test_a_handler_that_fails_says_so_on_the_menu(self) -> None:
        async def hello(terminal: Session) -> None:
            await terminal.ask(NAME)
            raise ValueError("a bug")
        self.application(hello)
        user = self.vtam.log_on("HELLO")
        user.wait_text("NAME")
        user.press("Enter")
        self.assertEqual(user.last("close")["notice"], "HELLO has failed; its log says why")

    def test_a_handler_that_shows_nothing_rejects_the_logon(self) -> None:
        async def hello(terminal: Session) -> None:
            pass
        self.application(hello)
        user = self.vtam.log_on("HELLO")
        self.assertEqual(user.last("reject")["sense"], "08010000")

    def test_lost_is_answered_by_close_when_the_handler_has_ended(self) -> None:
        seen: List[Lost] = []

        async def hello(terminal: Session) -> None:
            try:
                await terminal.ask(NAME)
            except Lost as lost:
                seen.append(lost)
                raise
        self.application(hello)
        user = self.vtam.log_on("HELLO")
        user.wait_text("NAME")
        user.say("lost", reason="kill", sense="", why="the operator has ended it")
        user.last("close")
        self.assertEqual(str(seen[0]), "kill: the operator has ended it")
        self.assertEqual(seen[0].reason, "kill")

    def test_a_handler_that_hangs_answers_nothing(self) -> None:
        go_on = threading.Event()

        def hello(terminal: BlockingSession) -> None:
            terminal.ask(NAME)
            go_on.wait()
        self.application(hello)
        user = self.vtam.log_on("HELLO")
        user.wait_text("NAME")
        user.say("input", aid="Enter", cursor={"row": 1, "column": 1})
        user.say("lost", reason="kill", sense="", why="")
        time.sleep(0.1)
        self.assertEqual([one["type"] for one in user.said], ["accept"])
        go_on.set()
        user.last("close")

    def test_a_refused_send_is_raised_where_its_screen_is_asked(self) -> None:
        seen: List[Refused] = []

        async def hello(terminal: Session) -> None:
            try:
                await terminal.ask(NAME)
            except Refused as refused:
                seen.append(refused)
                await terminal.ask(Screen([Field(1, 2, "BETTER")]))
        self.application(hello)
        self.vtam.wait_open("HELLO")
        user = self.vtam.log_on("HELLO")
        user.refuse_next = None
        user.wait_text("NAME")
        user.say("refused", of="send", rule="UNMAPPABLE", field="who", why="the code page has no x")
        user.wait_text("BETTER")
        self.assertEqual(seen[0].field, "who")
        self.assertEqual(str(seen[0]), "who: the code page has no x (UNMAPPABLE)")

    def test_a_repaint_shows_the_screen_and_what_was_written_over_it(self) -> None:
        async def hello(terminal: Session) -> None:
            await terminal.show(NAME)
            await terminal.ask(Screen([Field(5, 2, "MORE")]), erase=False)
        self.application(hello)
        user = self.vtam.log_on("HELLO")
        user.wait_text("MORE")
        self.assertEqual(len(user.sends), 2)
        user.say("repaint")
        eventually(lambda: len(user.sends) == 4, "it is not shown again")
        self.assertEqual(user.sends[2:], user.sends[:2])

    def test_a_client_that_is_lost_is_known_until_it_is_back(self) -> None:
        seen: List[Session] = []

        async def hello(terminal: Session) -> None:
            seen.append(terminal)
            await terminal.ask(NAME)
        self.application(hello)
        user = self.vtam.log_on("HELLO")
        user.wait_text("NAME")
        self.assertTrue(seen[0].client_there)
        user.say("client", there=False)
        eventually(lambda: not seen[0].client_there, "it does not hear of it")
        user.say("client", there=True)
        eventually(lambda: seen[0].client_there, "it does not hear that it is back")

    def test_attn_is_a_key(self) -> None:
        async def hello(terminal: Session) -> None:
            key = await terminal.ask(NAME)
            await terminal.ask(Screen([Field(1, 2, f"{key.aid} with {key['who']}")]))
        self.application(hello)
        user = self.vtam.log_on("HELLO")
        user.wait_text("NAME")
        user.say("signal")
        user.wait_text("Attn with JOE")

    def test_nothing_is_sent_without_credit(self) -> None:
        async def hello(terminal: Session) -> None:
            for number in range(20):
                await terminal.show(Screen([Field(1, 2, f"NUMBER {number}")]))
            await terminal.ask(Screen([Field(1, 2, "END")]))
        self.application(hello)
        self.vtam.wait_open("HELLO")
        connection = self.vtam.open["HELLO"]
        user = FakeSession(connection, "s1")
        user.gives_credit = False
        self.vtam.sessions["s1"] = user
        connection.say({"type": "logon", "session": "s1", "applid": "HELLO", "lu": "T001"})
        eventually(lambda: len(user.sends) == 8, "eight sends have credit")
        time.sleep(0.05)
        self.assertEqual(len(user.sends), 8)
        user.give_credit(4)
        eventually(lambda: len(user.sends) == 12, "four more")
        user.give_credit(20)
        user.wait_text("END")
        self.assertEqual(user.faults, [])

    def test_a_response_is_waited_for(self) -> None:
        async def hello(terminal: Session) -> None:
            await terminal.show(NAME, response=True)
            await terminal.ask(Screen([Field(1, 2, "SHOWN")]))
        self.application(hello)
        user = self.vtam.log_on("HELLO")
        user.wait_text("SHOWN")
        self.assertTrue(user.sends[0]["response"])

    def test_pass_to_ends_the_session_here(self) -> None:
        async def hello(terminal: Session) -> None:
            await terminal.ask(NAME)
            await terminal.pass_to("ORDERS", data="JOE")
        self.application(hello)
        user = self.vtam.log_on("HELLO", data="X", **{"from": "SIGNON"})
        user.wait_text("NAME")
        user.press("Enter")
        close = user.last("close")
        self.assertEqual((close["pass_to"], close["data"]), ("ORDERS", "JOE"))
        time.sleep(0.02)
        self.assertEqual([one["type"] for one in user.said], ["accept", "close"])

    def test_a_refused_pass_leaves_the_session_here(self) -> None:
        async def hello(terminal: Session) -> None:
            await terminal.ask(NAME)
            try:
                await terminal.pass_to("ORDERS")
            except Refused as refused:
                await terminal.ask(Screen([Field(1, 2, refused.why)]))
        self.application(hello)
        user = self.vtam.log_on("HELLO")
        user.wait_text("NAME")
        user.refuse_next = {"rule": "CLOSED", "why": "ORDERS is not open"}
        user.press("Enter")
        user.wait_text("ORDERS is not open")

    # -- plain functions

    def test_a_plain_function_has_a_thread_of_its_own(self) -> None:
        def hello(terminal: BlockingSession) -> None:
            key = terminal.ask(NAME)
            time.sleep(0.01)
            key = terminal.ask(Screen([Field(1, 2, "HELLO " + key["who"])]))
            terminal.close(notice="BYE")
        self.application(hello)
        users = [self.vtam.log_on("HELLO") for _ in range(20)]
        for number, user in enumerate(users):
            user.wait_text("NAME")
            user.press("Enter", who=str(number))
        for number, user in enumerate(users):
            user.wait_text(f"HELLO {number}")
            user.press("Enter")
            self.assertEqual(user.last("close")["notice"], "BYE")

    # -- printers

    def printing(self, handler: Callable[..., Any]) -> FakeSession:
        """A terminal whose handler acquires P001; the printer's session is `p1`."""
        self.application(handler)
        user = self.vtam.log_on("HELLO")
        request = self.asked("acquire")
        self.printer = FakeSession(user.connection, "p1")
        self.printer.accepted = True
        self.vtam.sessions["p1"] = self.printer
        user.connection.say({"type": "acquired", "id": request["id"], "session": "p1",
                             "applid": "HELLO", "lu": request["lu"], "lu_type": "printer"})
        return user

    def asked(self, kind: str) -> Any:
        while True:
            message = self.vtam.said.get(timeout=5)
            if message["type"] == kind:
                return message

    def test_an_acquired_printer_prints_and_is_let_go(self) -> None:
        async def hello(terminal: Session) -> None:
            async with await terminal.acquire("p001", queue=True) as printer:
                job = await printer.print("ONE\n", end_of_job=True)
            await terminal.ask(Screen([Field(1, 2, f"JOB {job} ON {printer.lu}")]))
        user = self.printing(hello)
        user.wait_text("JOB 1 ON P001")
        self.assertEqual(self.printer.said[0]["text"], "ONE\n")
        self.assertTrue(self.printer.said[0]["end_of_job"])
        self.assertEqual(self.printer.said[1]["type"], "close")

    def test_a_plain_function_acquires_too(self) -> None:
        def hello(terminal: BlockingSession) -> None:
            with terminal.acquire("P001") as printer:
                printer.print("ONE\n", end_of_job=True)
            terminal.ask(Screen([Field(1, 2, "DONE ON " + printer.lu)]))
        self.printing(hello).wait_text("DONE ON P001")
        self.printer.last("close")

    def test_a_lost_printer_ends_the_print_and_is_answered(self) -> None:
        async def hello(terminal: Session) -> None:
            try:
                async with await terminal.acquire("P001") as printer:
                    await printer.receive()
            except Lost as lost:
                await terminal.ask(Screen([Field(1, 2, f"LOST BY {lost.reason}")]))
        user = self.printing(hello)
        self.printer.say("lost", reason="client", sense="", why="")
        user.wait_text("LOST BY client")
        self.printer.last("close")

    def test_release_is_told(self) -> None:
        async def hello(terminal: Session) -> None:
            async with await terminal.acquire("P001") as printer:
                by = await printer.wait_for_release()
            await terminal.ask(Screen([Field(1, 2, f"FOR {by}")]))
        user = self.printing(hello)
        self.printer.say("release", by="BSTTVNET")
        user.wait_text("FOR BSTTVNET")

    def test_an_acquire_that_is_not_waited_for_is_cancelled(self) -> None:
        async def hello(terminal: Session) -> None:
            try:
                await asyncio.wait_for(terminal.acquire("P001", queue=True), 0.05)
            except asyncio.TimeoutError:
                await terminal.ask(Screen([Field(1, 2, "NO LONGER")]))
        self.application(hello)
        user = self.vtam.log_on("HELLO")
        number = self.asked("acquire")["id"]
        user.wait_text("NO LONGER")
        self.assertEqual(self.asked("cancel")["acquire"], number)


if __name__ == "__main__":
    unittest.main()
