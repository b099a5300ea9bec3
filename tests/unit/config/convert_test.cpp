#include "config/convert/convert.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "config/draft.h"
#include "config/json/keys.h"

namespace config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using Document = nlohmann::json;

Config config_in(const std::string& text) {
  Draft draft;
  draft.config.files = {"c.json"};
  read_json(text, 0, "c.json", draft);
  for (const Problem& problem : draft.problems.all()) {
    ADD_FAILURE() << format(problem, draft.config.files) << "\n" << text;
  }
  return draft.config;
}

Document parsed(const std::string& text) {
  return Document::parse(text, nullptr, true, true);
}

// Every setting, and none of them has its default.
constexpr const char* kEverything = R"({
  "name": "ONE", "title": "*** é ***", "code_page": "1140",
  "listeners": [{"name": "a", "address": "0.0.0.0", "port": 3270, "tls": "negotiated",
    "certificate": "/tls/server.pem", "code_page": "273", "sna": false, "application": "CICS",
    "experimental": ["contention-resolution"],
    "device_modes": [{"device": "IBM-3278-2", "tn3270": "SP3272QN", "tn3270e": "SNX32702"}],
    "tls_settings": {"minimum": "legacy", "ciphers": "ECDHE", "suites": "TLS_AES_128_GCM_SHA256",
      "groups": "X25519", "certificates": ["/tls/b.pem", "/tls/c.p12"], "password_file": "/tls/pw",
      "client_certificate": "required", "client_ca": "/tls/ca.pem", "client_crl": "/tls/crl.pem",
      "allow_unverified": true, "ocsp": "/tls/ocsp.der", "tickets": false},
    "access": [{"deny": "10.1.2.3"}, {"allow": "10.0.0.0/8"}, {"deny": "any"}],
    "clients": 100, "clients_per_address": 5, "proxy_protocol": ["10.9.9.9", "fd00::/8"]}],
  "lus": [
    {"names": "T[001-100]", "application": "CICS", "logmode": "SP3274QN", "typeterm": "VSE3278Q",
     "group": "POOL", "sna": false, "code_page": "273", "printer": "P[001-100]"},
    {"names": "P[001-100]", "type": "printer", "data": "scs", "jobs": {"unknown": "redo",
      "order": "continue", "retry": 1, "retry_at_most": 2.5, "tries": 3, "end_of_job": 4}},
    {"names": "RAW1", "type": "direct", "host": "10.0.0.8", "port": 9101, "format": {
      "output": "raw", "charset": "CP850", "prefix": "\\eE\\x00", "suffix": "\\f\\eE",
      "line_end": "cr", "form_feed": "before", "overflow": "cut", "columns": 80, "lines": 60,
      "cpi": 12, "lpi": 7.5, "paper": "letter", "orientation": "portrait", "banner": true}},
    {"names": "RAW2", "type": "direct", "host": "10.0.0.8", "port": 9100,
      "format": {"preset": "pcl-portrait-80", "prefix": "\\e&l4H", "suffix": "\\e&l1T"}},
    {"names": "RAW3", "type": "direct", "host": "10.0.0.8", "port": 9100,
      "format": {"preset": "pcl-landscape-132", "charset": "CP850", "columns": 100}},
    {"names": "LPR1", "type": "lpr", "host": "10.0.0.7", "port": 1515, "queue": "lp", "user": "joe",
     "control": "last", "source_port": "privileged", "spooler_banner": true, "filtered": true,
     "class_name": "A", "job_name": "{lu}", "host_name": "vse", "connect": 5, "answer": 6.5},
    {"names": "LPR2", "type": "lpr", "host": "10.0.0.7", "port": 515, "queue": "lp",
     "tls": "implicit", "ca": "/ca.pem", "identity": "/own.pem"},
    {"names": "FTP1", "type": "ftp", "host": "printer.example", "port": 990, "user": "u",
     "password_file": "/secret", "tls": "implicit", "verify": false, "ca": "/ca.pem",
     "directory": "in", "passive": false, "temporary": false, "same_certificate": false,
     "ccc": true, "file_name": "{job}", "format": {"line_end": "lf"},
     "pin": "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="},
    {"names": "FTP2", "type": "ftp", "host": "h", "port": 21, "user": "u", "append": true,
     "format": {"output": "pdf", "orientation": "landscape", "form_feed": "none"}},
    {"names": "IPP1", "type": "ipp", "uri": "ipps://h:631/lp", "user": "u", "password_file": "/pw",
     "verify": false, "ca": "/ca.pem"},
    {"names": "FILE1", "type": "file", "directory": "/printed", "file_name": "{lu}.{time}.txt"},
    {"names": "CMD1", "type": "command", "command": ["/usr/bin/lp", "-s", ""], "answer": 5}],
  "menu": ["CICS", {"application": "TSO", "description": "Time \"sharing\""}],
  "groups": [{"name": "POOL", "order": "lowest", "warn_at": 80, "application": "CICS",
    "allow": ["CICS*", "TSO"], "deny": ["CICSX"], "printers": "PRTS",
    "keep": {"seconds": 60, "takeover": "certificate", "by": ["certificate"]},
    "several": {"most": 2, "menu_key": "PF24"}}],
  "mapping": [{"client": "10.1.0.0/16", "listener": "a", "device": "IBM-3279-*", "group": "POOL",
    "specific": false, "application": "TSO", "logmode": "SP3272QN"},
    {"host": "desk.example", "lu": "T001"},
    {"certificate": "CN=JOE,*", "user": "@"}],
  "uss": [{"number": 10, "code_page": "273", "size": "24x80", "lines": ["WELCOME @@LUNAME", ""]}],
  "sessions": {"keep_at_logoff": false, "explain_errors": false, "terminal_inactive": 600,
    "printer_inactive": 1.5, "keep_lu": 30, "drop_partner": true,
    "keep": {"seconds": 300, "takeover": "dead", "tell": true},
    "several": {"most": 3, "next_key": "none"}},
  "throttle": {"refused_names": 5, "logons": 6, "loopback": true},
  "applications": [{"name": "CICS", "description": "D", "type": "socket", "queue": true,
    "on_failure": "wait"}, {"name": "FAR", "type": "host", "hosts": [{"host": "a.example",
    "port": 992}, {"host": "b.example", "port": 993}], "order": "round robin",
    "tls": "negotiated", "verify": false, "ca": "/tls/ca.pem", "verify_name": "inner.example",
    "identity": "/tls/me.pem", "lu": ["0102", "A1"], "device": "IBM-3278-2", "tn3270e": false,
    "connect_inflight": 1, "connect_rate": 60, "connect_timeout": 2.5, "failures": 7,
    "retry": 0.5, "key": "PF24"}],
  "autoinstall": "VSESPG",
  "spool": {"path": "/spool.db", "quota": 1073741824, "keep_printed": 0,
    "keep_failed": 60},  "application_socket": {"path": "/acb.sock",
    "mode": "0600", "group": "staff", "users": ["joe", "1000"], "answer": 0, "accept": 12,
    "release": 1.5, "tcp": {"address": "::", "port": 3271, "certificate": "/tls/server.pem",
    "token_file": "/tokens"}},
  "proxies": [{"name": "web", "listen": {"address": "::1", "port": 8443, "tls": true},
      "to": {"host": "web.example", "port": 443, "tls": true}, "certificate": "/tls/a.pem",
      "tls_settings": {"minimum": "1.3", "client_certificate": "optional"}, "verify": false,
      "ca": "/tls/ca.pem", "verify_name": "inner.example", "identity": "/tls/me.pem",
      "access": [{"allow": "::/0"}], "ftp_reply": true, "clients": 7},
    {"name": "plain", "listen": {"address": "0.0.0.0", "port": 9}, "to": {"host": "h", "port": 8}}],
  "redirects": [{"host": "192.0.2.71", "port": 21, "tls_port": 990, "ftp": true, "verify": false,
      "ca": "/tls/ca.pem", "identity": "/own.pem"}, {"host": "192.0.2.72", "port": 515, "tls_port": 516}],
  "admission": {"clients": 9, "per_address": 8, "accepts": 7, "handshakes": 0},
  "process": {"user": "tn3270d", "group": "tls"},
  "admin": {"enabled": false, "address": "127.0.0.2", "port": 8271, "token_file": "/token"},
  "timing": {"unfinished": 1, "tls_handshake": 2, "query_reply": 0.25, "printer_response": 4,
    "keepalive": 5, "unacknowledged": 6, "timing_mark": 7, "negotiation_phase": 8,
    "negotiation_all": 9, "terminating": 10, "probe_answer": 11},
  "modetabs": [{"name": "MYTAB", "entries": [{"name": "M1", "fm": "03", "ts": "04",
    "primary": "B1", "secondary": "90", "common": "3080", "ru_sizes": "87F8",
    "pservic": "028000000000185000007E00", "srcvpac": 1, "ssndpac": 2, "psndpac": 63}]}],
  "typeterms": [{"typeterm": "VSE3278Q", "logmode": "M1"}],
  "nodes": [{"name": "VNETAPPL", "rows": [{"name": "CICS", "acb_name": "DBDCCICS", "acquire": true,
    "pass": true, "eas": 1, "modetab": "MYTAB", "dlogmod": "M1", "group": "G",
    "password": "SECRET"}]}],
  "start_list": ["VNETAPPL"]
})";

TEST(Convert, WritesEverySettingAsItWasRead) {
  EXPECT_EQ(parsed(to_json(config_in(kEverything), "").text), parsed(kEverything));
}

void collect_keys(const Document& value, std::set<std::string>& keys) {
  for (const auto& [key, member] : value.items()) {
    if (value.is_object()) {
      keys.insert(key);
    }
    if (member.is_structured()) {
      collect_keys(member, keys);
    }
  }
}

// A setting that somebody adds to the JSON is missed here, until the converter knows it too.
TEST(Convert, KnowsEveryKeyThatJsonHas) {
  std::set<std::string> keys;
  collect_keys(parsed(kEverything), keys);
  const std::set<std::string> resolved = {"$schema", "stacks",   "libraries", "iccf",
                                          "hosts",   "port_map", "unknown",   "servers"};
  for (const json::Level& level : json::levels()) {
    for (const std::string_view key : level.keys) {
      EXPECT_TRUE(keys.count(std::string(key)) + resolved.count(std::string(key)) > 0)
          << level.name << " has " << key;
    }
  }
}

TEST(Convert, LeavesDefaultsOut) {
  const std::string text = R"({"name": "c", "listeners": [{"name": "port 1", "address": "127.0.0.1",
    "port": 1}], "lus": [{"names": "T1"}]})";
  EXPECT_EQ(parsed(to_json(config_in(text), "").text), parsed(text));
}

TEST(Convert, SeveralPartitionsAreServers) {
  const Document object = parsed(
      to_json(config_in(R"({"servers": [{"name": "A", "lus": [{"names": "T1"}]}, {"name": "B"}]})"),
              "")
          .text);
  EXPECT_EQ(object, parsed(R"({"servers": [{"name": "A", "lus": [{"names": "T1"}]},
                                           {"name": "B"}]})"));
}

Document lus_of(const std::string& lus) {
  return parsed(to_json(config_in(R"({"lus": )" + lus + "}"), "").text).at("lus");
}

TEST(Convert, NamesThatCountUpBecomeRanges) {
  EXPECT_EQ(lus_of(R"([{"names": "T1,T2,T3,T5,T9,T10,T11,X,A9,B10"}])"),
            parsed(R"([{"names": "T[1-3]"}, {"names": "T5"}, {"names": "T9"},
                       {"names": "T[10-11]"}, {"names": "X"}, {"names": "A9"}, {"names": "B10"}])"));
}

TEST(Convert, PartnersThatDoNotCountUpEndARange) {
  EXPECT_EQ(lus_of(R"([{"names": "T1,T2,T3", "printer": "P1,P2,P9"}, {"names": "T4"}])"),
            parsed(R"([{"names": "T[1-2]", "printer": "P[1-2]"}, {"names": "T3", "printer": "P9"},
                       {"names": "T4"}])"));
}

TEST(Convert, APasswordOfADeckBecomesAFileThatTheRemarksName) {
  Config config =
      config_in(R"({"lus": [{"names": "FTP1", "type": "ftp", "host": "h", "user": "me"}]})");
  DeliverySettings delivery = *config.servers.at(0).lus.at(0).delivery;
  delivery.password = "hunter2";
  config.servers[0].lus[0].delivery = std::make_shared<const DeliverySettings>(delivery);
  const Converted converted = to_json(config, "");
  EXPECT_THAT(converted.text, Not(HasSubstr("hunter2")));
  EXPECT_EQ(parsed(converted.text).at("lus").at(0).at("password_file"), "FTP1.secret");
  EXPECT_THAT(converted.remarks,
              ElementsAre("put the password of user 'me' of LU FTP1 into the file FTP1.secret, "
                          "readable by its owner only; it is not copied from the deck"));
  EXPECT_THAT(converted.text, HasSubstr("// Note: " + converted.remarks[0] + "\n"));
  EXPECT_FALSE(converted.secret);
}

TEST(Convert, PasswordsOfRowsAreInItAndItSaysSo) {
  const Converted converted = to_json(config_in(kEverything), "");
  EXPECT_TRUE(converted.secret);
  EXPECT_THAT(converted.remarks, ElementsAre(HasSubstr("passwords of APPL rows (PRTCT)")));
}

TEST(Convert, PathsAreRelativeToTheFolderOfTheFile) {
  Config config = config_in(R"({"lus": [{"names": "T1"}]})");
  config.spool = SpoolSettings{.path = "conf/spool.db", .at = {}};
  config.application_socket = ApplicationSocketSettings{"/run/acb.sock", {}};
  const Document object = parsed(to_json(config, "out/deep").text);
  EXPECT_EQ(object.at("spool").at("path"), "../../conf/spool.db");
  EXPECT_EQ(object.at("application_socket").at("path"), "/run/acb.sock");
  EXPECT_EQ(parsed(to_json(config, "").text).at("spool").at("path"), "conf/spool.db");
}

TEST(Convert, ItsFirstLinesSayWhereItComesFrom) {
  Config config = config_in(R"({"lus": [{"names": "T1"}]})");
  config.files = {"one.jcl", "two\nlines.b"};
  config.ignored_statements = 2;
  const std::string text = to_json(config, "").text;
  EXPECT_TRUE(
      text.starts_with("// Made from one.jcl\n//       and two?lines.b\n// Note: 2 unknown "
                       "statements were ignored and are not in it\n{\n"))
      << text;
}

TEST(Convert, WhatFitsIsOnOneLine) {
  const std::string text =
      to_json(config_in(R"({"lus": [{"names": "T[1-9]"}, {"names": "X", "group": "G"}]})"), "")
          .text;
  EXPECT_THAT(text,
              HasSubstr("\n  \"lus\": [{\"names\": \"T[1-9]\"}, {\"names\": \"X\", \"group\": "
                        "\"G\"}]\n}\n"));
}

}  // namespace
}  // namespace config
