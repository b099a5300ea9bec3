#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(JsonLus, ATerminalRangeHasTheSettingsOfItsEntry) {
  const Draft draft = read(R"({"lus": [
    {"names": "T[001-100]", "logmode": "SP3272QN", "group": "POOL1", "typeterm": "VSE3278Q",
     "printer": "P[201-300]", "sna": false, "code_page": "1140"} ]})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  const auto& lus = draft.config.servers.at(0).lus;
  ASSERT_EQ(lus.size(), 100U);
  EXPECT_EQ(lus[0].name.view(), "T001");
  EXPECT_EQ(lus[99].name.view(), "T100");
  EXPECT_EQ(lus[99].type, LuType::Terminal);
  EXPECT_FALSE(lus[99].application.has_value());
  EXPECT_EQ(lus[99].logmode->view(), "SP3272QN");
  EXPECT_EQ(lus[99].group->view(), "POOL1");
  EXPECT_EQ(*lus[99].typeterm, "VSE3278Q");
  EXPECT_EQ(lus[0].printer->view(), "P201");
  EXPECT_EQ(lus[99].printer->view(), "P300");
  EXPECT_EQ(lus[99].code_page, "1140");
  EXPECT_FALSE(lus[99].sna);
  EXPECT_EQ(lus[99].delivery, nullptr);
  EXPECT_EQ(lus[99].at, (Position{0, 2, 15}));
}

TEST(JsonLus, OutputLusShareTheDeliveryOfTheirEntry) {
  const Draft draft = read(R"({"lus": [
    {"names": "D[1-2]", "type": "direct", "application": "BSTTVNET", "host": "10.0.0.1"},
    {"name": "L1", "type": "lpr", "host": "h", "queue": "q"},
    {"name": "F1", "type": "ftp", "host": "h", "user": "u", "password_file": "pw", "tls": "explicit",
     "verify": false, "ca": "/etc/ca.pem", "directory": "in", "passive": false, "data": "scs"},
    {"name": "F2", "type": "ftp", "host": "h", "user": "u", "tls": "implicit"},
    {"name": "F3", "type": "ftp", "host": "h", "user": "u", "port": 2121} ]})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  const auto& lus = draft.config.servers.at(0).lus;
  ASSERT_EQ(lus.size(), 6U);
  EXPECT_EQ(lus[0].delivery, lus[1].delivery);
  EXPECT_EQ(lus[0].delivery->host, "10.0.0.1");
  EXPECT_EQ(lus[0].delivery->port, 9100);
  EXPECT_EQ(lus[0].data, PrinterData::Dsc);
  EXPECT_EQ(lus[2].delivery->port, 515);
  EXPECT_EQ(lus[2].delivery->queue, "q");
  EXPECT_EQ(lus[3].delivery->port, 21);
  EXPECT_EQ(lus[3].delivery->tls, DeliveryTls::Explicit);
  EXPECT_EQ(lus[3].delivery->password_file, "site/pw");
  EXPECT_EQ(lus[3].delivery->ca, "/etc/ca.pem");
  EXPECT_EQ(lus[3].delivery->directory, "in");
  EXPECT_FALSE(lus[3].delivery->verify);
  EXPECT_FALSE(lus[3].delivery->passive);
  EXPECT_EQ(lus[3].data, PrinterData::Scs);
  EXPECT_EQ(lus[4].delivery->port, 990);
  EXPECT_TRUE(lus[4].delivery->passive);
  EXPECT_EQ(lus[5].delivery->port, 2121);
}

TEST(JsonLus, SettingsOfAnotherTypeAreErrors) {
  EXPECT_THAT(
      findings(R"({"lus": [
 {"names": "T1", "queue": "q", "data": "scs"},
 {"names": "P1", "type": "printer", "printer": "P2", "port": 9100},
 {"names": "D1", "type": "direct", "host": "h", "group": "G"}
]})"),
      ElementsAre(
          "site/a.json:2:18: error: 'queue' is for LUs of type lpr, and this is a "
          "terminal; remove it or change the type",
          "site/a.json:2:32: error: 'data' is for LUs of type printer or direct or lpr or "
          "ftp or ipp or file or command, and this is a terminal; remove it or change the type",
          "site/a.json:3:37: error: 'printer' is for LUs of type terminal, and this is a "
          "printer; remove it or change the type",
          "site/a.json:3:54: error: 'port' is for LUs of type direct or lpr or ftp, and "
          "this is a printer; remove it or change the type",
          "site/a.json:4:49: error: 'group' is for LUs of type terminal or printer, and "
          "this is a direct; remove it or change the type"));
}

TEST(JsonLus, APartnerForEachTerminal) {
  EXPECT_THAT(
      findings(R"({"lus": [
 {"names": "T[1-3]", "printer": "P1"},
 {"names": "U1", "printer": "P[1-2]"},
 {"names": "V[1-2]", "printer": "P9,Q9"},
 {"names": "W1", "printer": ["P1"]},
 {"names": "X1", "printer": "P[2-1]"}
]})"),
      ElementsAre(
          "site/a.json:2:33: error: 'printer' is 1 LU for 3 terminals; each has a partner of its "
          "own: name as many, like P[001-100]",
          "site/a.json:3:29: error: 'printer' is 2 LUs for 1 terminals; each has a partner of its "
          "own: name as many, like P[001-100]",
          "site/a.json:5:29: error: 'printer' must be the name of a printer LU, or a range like "
          "P[001-100], not a list",
          "site/a.json:6:29: error: '[2-1]' counts down; write the smaller end first"));
}

TEST(JsonLus, ACodePageIsANumberOrTheClients) {
  const Draft draft = read(R"({"lus": [{"names": "T1", "code_page": "client"},
    {"names": "P1", "type": "printer", "code_page": "500"}, {"names": "T2"}]})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  const auto& lus = draft.config.servers.at(0).lus;
  EXPECT_EQ(lus[0].code_page, "client");
  EXPECT_EQ(lus[1].code_page, "500");
  EXPECT_EQ(lus[2].code_page, "");
  EXPECT_THAT(findings(R"({"lus": [
 {"names": "T1", "code_page": 37},
 {"names": "T2", "code_page": "37"},
 {"names": "T3", "code_page": "123456"},
 {"names": "D1", "type": "direct", "host": "h", "code_page": "client"}
]})"),
              ElementsAre("site/a.json:2:31: error: 'code_page' must be the number of an EBCDIC "
                          "page in quotes, like \"037\" or \"1140\", or \"client\", not a number",
                          HasSubstr("3:31: error: 'code_page' must be the number"),
                          HasSubstr("4:31: error: 'code_page' must be the number"),
                          "site/a.json:5:62: error: a LU of type direct has no client that could "
                          "say a code page; write its number"));
}

TEST(JsonLus, WhatATypeNeedsIsNamed) {
  EXPECT_THAT(
      findings(R"({"lus": [
 {"names": "D1", "type": "direct"},
 {"names": "L1", "type": "lpr", "host": "h"},
 {"names": "F1", "type": "ftp"},
 {"type": "terminal"}
]})"),
      ElementsAre(
          "site/a.json:2:2: error: a LU of type direct needs 'host'; add \"host\": \"192.0.2.7\"",
          "site/a.json:3:2: error: a LU of type lpr needs 'queue'; add \"queue\": \"lp\"",
          "site/a.json:4:2: error: a LU of type ftp needs 'host'; add \"host\": \"192.0.2.7\"",
          "site/a.json:4:2: error: a LU of type ftp needs 'user'; add \"user\": \"anonymous\"",
          "site/a.json:5:2: error: these LUs have no 'names'; add \"names\": \"T[001-100]\""));
}

TEST(JsonLus, EveryBadValueIsOneLine) {
  EXPECT_THAT(
      findings(R"({"lus": [
 {"names": "TERMINAL1"},
 {"names": "T[100-001]"},
 {"names": ["T001"]},
 {"names": "T1", "name": "T2"},
 {"names": "T3", "type": "Terminal"},
 {"names": "T4", "sna": "false"},
 {"names": "T5", "logmod": "SP3272QN"},
 {"names": "T6", "application": "1ABC"}
]})"),
      ElementsAre(
          "site/a.json:2:12: error: 'TERMINAL1' has 9 characters: VTAM names have 1 to 8; shorten "
          "it",
          "site/a.json:3:12: error: '[100-001]' counts down; write the smaller end first",
          "site/a.json:4:12: error: 'names' must be a name, a range like T[001-100], or a list of "
          "both, not a list",
          "site/a.json:5:18: error: 'name' and 'names' are the same setting; keep one of the two",
          "site/a.json:6:26: error: 'type' must be one of terminal, printer, direct, lpr, ftp, "
          "ipp, file, "
          "command, not 'Terminal'; did you mean 'terminal'?",
          "site/a.json:7:25: error: 'sna' must be true or false, not text",
          "site/a.json:8:18: error: there is no setting 'logmod' here; did you mean 'logmode'?",
          "site/a.json:9:33: error: '1ABC' must begin with A-Z, @, # or $"));
}

TEST(JsonLus, APartitionHasBoundedLus) {
  EXPECT_THAT(findings("{\"lus\": [{\"names\": \"B1\"},\n{\"names\": \"A[000000-999999]\"}]}"),
              ElementsAre("site/a.json:2:11: error: with these the partition has more than 1000000 "
                          "LUs"));
}

}  // namespace
}  // namespace config
