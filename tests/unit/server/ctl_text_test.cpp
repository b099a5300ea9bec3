#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/unit/server/fake_backend.h"
#include "tn3270/control/columns.h"
#include "tn3270/control/lu_text.h"
#include "tn3270/server/admin/lu_json.h"

namespace control {
namespace {

using Json = nlohmann::ordered_json;

TEST(Columns, AreAsWideAsTheirWidestCell) {
  EXPECT_EQ(columns({{"LU", "STATE", "X"}, {"T001", "A", "y"}}),
            "LU    STATE  X\n"
            "T001  A      y\n");
  EXPECT_EQ(columns({}), "");
}

TEST(Columns, CountCharactersNotBytes) {
  EXPECT_EQ(columns({{"J\xC3\xB8rn", "1"}, {"Joern", "2"}}), "J\xC3\xB8rn   1\nJoern  2\n");
}

TEST(Printable, LeavesNothingThatSteersATerminal) {
  EXPECT_EQ(printable("a\x1b[2Jb\r\n\x7f"), "a?[2Jb???");
  EXPECT_EQ(printable("\xC2\x9B[2J"), "?[2J");
  EXPECT_EQ(printable("J\xC3\xB8rn"), "J\xC3\xB8rn");
}

TEST(LuTable, ShowsALuALine) {
  const auto text =
      lu_table({server::lu_json(server::full_lu()), server::lu_json(server::lu_row("T002"))});
  EXPECT_EQ(text,
            "LU    TYPE      STATE  APPLICATION  LOGMODE   DEVICE        CLIENT     SINCE\n"
            "T001  terminal  ACT/S  DBDCCICS     SP3272QN  IBM-3278-4-E  192.0.2.7  "
            "2026-11-21T07:30:00Z\n"
            "T002  terminal  CONCT  -            -         -             -          -\n");
}

TEST(LuDetails, ShowEverythingOfALu) {
  EXPECT_EQ(lu_details(server::lu_json(server::full_lu())),
            "LU             T001\n"
            "type           terminal\n"
            "server         VNET23\n"
            "group          GRP1\n"
            "state          ACT/S\n"
            "application    DBDCCICS\n"
            "suspended      DEMO\n"
            "waits for      DBDCICS2\n"
            "logmode        SP3272QN (built in)\n"
            "typeterm       VSE3278Q (VSESPG: SP3272QN)\n"
            "device         IBM-3278-4-E\n"
            "screen         24x80/43x80\n"
            "code page      1140\n"
            "connection     tn3270e\n"
            "functions      BIND-IMAGE, RESPONSES, SYSREQ\n"
            "client         192.0.2.7 port 40112, TLS, certificate CN=joe, user JOE\n"
            "at its host    far.example port 992, TLS, as LU T004\n"
            "since          2026-11-21T07:30:00Z\n"
            "last activity  2026-11-21T07:31:12Z\n"
            "kept until     2026-11-21T07:36:12Z\n"
            "bytes          512 in, 20480 out\n"
            "rule           by name: CONNECT T001\n");
}

TEST(LuDetails, BearFieldsThatAnotherVersionDoesNotSend) {
  EXPECT_NE(lu_details(Json{{"name", "T001"}}).find("client         -\n"), std::string::npos);
}

TEST(LuDetails, ShowNoBytesThatSteerATerminal) {
  auto lu = server::full_lu();
  lu.client->certificate = "CN=\x1b]0;x";
  EXPECT_EQ(lu_details(server::lu_json(lu)).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace control
