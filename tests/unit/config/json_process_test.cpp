#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(JsonProcess, ApplicationsKeepTheirWordForTheType) {
  const Draft draft = read(R"({"applications": [
    {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"},
    {"name": "HANG", "type": "hang"}]})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  ASSERT_EQ(draft.config.applications.size(), 2U);
  EXPECT_EQ(draft.config.applications[0].name.view(), "DEMO");
  EXPECT_EQ(draft.config.applications[0].description, "DEMO APPLICATION");
  EXPECT_EQ(draft.config.applications[1].type, "hang");
  EXPECT_EQ(draft.config.applications[1].at, (Position{0, 3, 5}));
}

TEST(JsonProcess, AnApplicationNeedsNameAndType) {
  EXPECT_THAT(
      findings(R"({"applications": [ {"description": "x"} ]})"),
      ElementsAre("site/a.json:1:20: error: this application has no 'name'; add \"name\": "
                  "\"MYAPPL\"",
                  "site/a.json:1:20: error: this application has no 'type', which says who stands "
                  "behind it; add \"type\": \"demo\""));
}

TEST(JsonProcess, StacksMapAddressesHostsAndPorts) {
  const Draft draft = read(R"({"stacks": {"44": {"address": "127.0.0.1",
    "hosts": {"VSEC01": "127.0.0.1", "9.152.86.91": "::1"}, "port_map": {"23": 3270}},
    "00": {}}})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  ASSERT_EQ(draft.config.stacks.size(), 2U);
  const StackSettings& stack = draft.config.stacks.at("44");
  EXPECT_EQ(stack.id, "44");
  EXPECT_EQ(stack.address, "127.0.0.1");
  EXPECT_THAT(stack.hosts, ElementsAre(Pair("9.152.86.91", "::1"), Pair("VSEC01", "127.0.0.1")));
  EXPECT_THAT(stack.port_map, ElementsAre(Pair(23, 3270)));
  EXPECT_FALSE(draft.config.stacks.at("00").address.has_value());
}

TEST(JsonProcess, EveryBadStackIsOneLine) {
  EXPECT_THAT(
      findings(R"({"stacks": {
 "4": {},
 "44": {"port_map": {"0": 1, "x": 2, "23": 0, "24": 1, "024": 2}},
 "45": {"hosts": {"": "a", "b": 1}},
 "45": {}
}})"),
      ElementsAre(
          "site/a.json:2:2: error: '4' is not the number of a stack; write the two digits of the "
          "deck's ID, like \"44\"",
          "site/a.json:3:22: error: '0' is not a port from 1 to 65535; write the port of an OPEN, "
          "like \"23\": 3270",
          "site/a.json:3:30: error: 'x' is not a port from 1 to 65535; write the port of an OPEN, "
          "like \"23\": 3270",
          "site/a.json:3:44: error: '23' must be a port from 1 to 65535, not 0",
          "site/a.json:3:56: error: port 24 is already mapped in this object; keep one of the two",
          "site/a.json:4:19: error: an empty name; write what it stands for",
          "site/a.json:4:33: error: 'b' must be text, not a number",
          "site/a.json:5:2: error: '45' was already said in this object, in line 4; keep one of "
          "the two"));
}

TEST(JsonProcess, PathsAreRelativeToTheFile) {
  const Draft draft = read(R"({"libraries": {"PRD2.CONFIG": "config.d"}, "iccf": {"51": "../i"},
    "spool": {"path": "/var/spool.db"}, "application_socket": {"path": "./acb.sock"},
    "admin": {"token_file": "admin.token"}})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  EXPECT_THAT(draft.config.libraries, ElementsAre(Pair("PRD2.CONFIG", "site/config.d")));
  EXPECT_THAT(draft.config.iccf, ElementsAre(Pair("51", "i")));
  EXPECT_EQ(draft.config.spool->path, "/var/spool.db");
  EXPECT_EQ(draft.config.application_socket->path, "site/acb.sock");
  EXPECT_EQ(draft.config.admin.token_file, "site/admin.token");
}

TEST(JsonProcess, TheApplicationSocketIsReadWithAllItsSettings) {
  const Draft draft = read(R"({"application_socket": {"path": "acb.sock", "mode": "640",
    "group": "staff", "users": ["joe", "1001"], "answer": 0, "accept": 5, "release": 0.5,
    "tcp": {"port": 3271, "certificate": "s.pem", "token_file": "t"}},
    "applications": [{"name": "A", "type": "socket", "on_failure": "wait"}]})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  ASSERT_TRUE(draft.config.application_socket && draft.config.application_socket->tcp);
  const ApplicationSocketSettings& socket = *draft.config.application_socket;
  EXPECT_EQ(socket.path, "site/acb.sock");
  EXPECT_EQ(socket.mode, 0640U);
  EXPECT_EQ(socket.group, "staff");
  EXPECT_THAT(socket.users, ElementsAre("joe", "1001"));
  EXPECT_EQ(socket.answer, Ticks(0));
  EXPECT_EQ(socket.accept, Ticks(5000));
  EXPECT_EQ(socket.release, Ticks(500));
  EXPECT_EQ(socket.tcp->address, "127.0.0.1");
  EXPECT_EQ(socket.tcp->port, 3271);
  EXPECT_EQ(socket.tcp->certificate, "site/s.pem");
  EXPECT_EQ(socket.tcp->token_file, "site/t");
  EXPECT_TRUE(draft.config.applications.at(0).wait_for_reopen);
}

TEST(JsonProcess, EveryBadValueOfTheApplicationSocketIsOneLine) {
  EXPECT_THAT(
      findings(R"({"application_socket": {"path": "a", "mode": "0680",
 "users": ["", 5], "answer": 0.01, "accept": 0, "tcp": {"port": 70000}},
 "applications": [{"name": "A", "type": "demo", "on_failure": "wait"},
  {"name": "B", "type": "socket", "on_failure": "die"}]})"),
      ElementsAre(
          "site/a.json:1:46: error: 'mode' must be the access to the socket file as octal digits "
          "in quotes, like \"0660\", not '0680'",
          "site/a.json:2:12: error: an entry here is empty; write something or remove it",
          "site/a.json:2:16: error: an entry here must be text, not a number",
          "site/a.json:2:30: error: 'answer' must be 0 (never) or a number of seconds from 0.05 to "
          "86400, not 0.01",
          "site/a.json:2:46: error: 'accept' must be a number of seconds from 0.05 to 86400, not 0",
          "site/a.json:2:65: error: 'port' must be a port from 1 to 65535, not 70000",
          "site/a.json:2:56: error: 'tcp' has no 'certificate', and it is TLS always; make one "
          "with 'tn3270d certificate' and add \"certificate\": \"server.pem\"",
          "site/a.json:2:56: error: 'tcp' has no 'token_file', by which applications are known; "
          "add \"token_file\": \"application.tokens\", a file with one token a line",
          "site/a.json:3:49: warning: 'on_failure' is about programs at the application socket, "
          "and this application is of type 'demo'; take it out, or say \"type\": \"socket\"",
          "site/a.json:4:49: error: 'on_failure' must be one of release, wait, not 'die'"));
}

TEST(JsonProcess, AdminAndWordsAreRead) {
  const Draft draft = read(R"({"admin": {"enabled": false, "address": "::1", "port": 9000},
    "unknown": "warn", "autoinstall": "VSESPG"})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  EXPECT_FALSE(draft.config.admin.enabled);
  EXPECT_EQ(draft.config.admin.address, "::1");
  EXPECT_EQ(draft.config.admin.port, 9000);
  EXPECT_EQ(draft.config.admin.at, (Position{0, 1, 2}));
  EXPECT_EQ(draft.unknown, UnknownStatements::Warn);
  EXPECT_EQ(draft.config.autoinstall, Autoinstall::Vsespg);
}

TEST(JsonProcess, EveryBadProcessValueIsOneLine) {
  EXPECT_THAT(
      findings(R"({"spool": {"quota": 1}, "application_socket": {"path": ""},
 "admin": {"enabled": "yes", "port": 0},
 "timing": {"terminating": 0.04, "probe_answer": 1e6, "negotiation_phase": "30 s"},
 "unknown": "ignore", "autoinstall": "dfhterm", "libraries": {"A.B": 1}})"),
      ElementsAre(
          "site/a.json:1:21: error: 'quota' must be a size from 1 MiB to 16 TiB, like \"4 GiB\" or "
          "4294967296, not 1",
          "site/a.json:1:56: error: 'path' is empty; write something or remove it",
          "site/a.json:2:23: error: 'enabled' must be true or false, not text",
          "site/a.json:2:38: error: 'port' must be a port from 1 to 65535, not 0",
          "site/a.json:3:28: error: 'terminating' must be a number of seconds from 0.05 to 86400, "
          "not 0.04",
          "site/a.json:3:50: error: 'probe_answer' must be a number of seconds from 0.05 to 86400, "
          "not 1e6",
          "site/a.json:3:76: error: 'negotiation_phase' must be a number of seconds from 0.05 to "
          "86400, not text",
          "site/a.json:4:13: error: 'unknown' must be one of error, warn, not 'ignore'",
          "site/a.json:4:38: error: 'autoinstall' must be one of DFHTERM, VSESPG, not 'dfhterm'; "
          "did you mean 'DFHTERM'?",
          "site/a.json:4:70: error: 'A.B' must be text, not a number"));
}

TEST(JsonProcess, APhaseLongerThanAllPhasesIsAWarning) {
  EXPECT_THAT(findings(R"({"timing": {"negotiation_all": 5}})"),
              ElementsAre("site/a.json:1:2: warning: 'negotiation_all' is shorter than "
                          "'negotiation_phase', which can then never run out; make it longer"));
}

TEST(JsonProcess, APartSaidInTwoFilesIsAnErrorThatNamesBoth) {
  Draft draft;
  draft.config.files = {"a.json", "b.json"};
  read_json(R"({"admin": {"port": 9000}, "applications": [{"name": "A", "type": "demo"}]})", 0,
            "a.json", draft);
  read_json("{\"applications\": [],\n \"admin\": {\"port\": 9001}}", 1, "b.json", draft);
  EXPECT_THAT(lines(draft.problems, draft.config.files),
              ElementsAre("b.json:1:2: error: 'applications' holds for the whole process and was "
                          "already said at a.json:1:27; keep one of the two",
                          "b.json:2:2: error: 'admin' holds for the whole process and was already "
                          "said at a.json:1:2; keep one of the two"));
  EXPECT_EQ(draft.config.admin.port, 9000);
  EXPECT_EQ(draft.config.applications.size(), 1U);
}

}  // namespace
}  // namespace config
