#include "tn3270/server/check_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "config/draft.h"
#include "tn3270/server/name_runs.h"
#include "tn3270/server/text_table.h"

namespace server {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

vtam::ProgramCatalog catalog() {
  vtam::ProgramCatalog catalog;
  const auto none = [](const vtam::Logon&) { return std::unique_ptr<vtam::Program>(); };
  catalog.add("menu", none);
  catalog.add("demo", none);
  catalog.add("host", none);
  catalog.add("printer-sharing", none);
  return catalog;
}

std::string report(const config::Config& config) {
  const vtam::ProgramCatalog programs = catalog();
  const auto network = std::make_shared<const vtam::Network>(
      std::make_shared<const config::Config>(config), programs);
  return check_report(network, network->config());
}

config::Config read(std::string_view text) {
  config::Draft draft;
  draft.config.files = {"demo.json"};
  config::read_json(text, 0, "demo.json", draft);
  EXPECT_FALSE(draft.problems.has_errors());
  return draft.config;
}

TEST(CheckReport, ShowsWhereApplicationsConnect) {
  EXPECT_THAT(report(read(R"({"lus": [{"names": "T1"}], "listeners": [{"port": 1}],
  "application_socket": {"path": "/run/acb.sock", "mode": "0666", "group": "shop", "users": ["joe", "1001"],
    "tcp": {"address": "::", "port": 3271, "certificate": "/s.pem", "token_file": "/tokens"}}})")),
              HasSubstr(R"(APPLICATION SOCKET (demo.json:2)
  KIND  PATH OR ADDRESS  REMARK
  unix  /run/acb.sock    mode 0666, group shop; users joe, 1001
  tls   :: port 3271     certificate /s.pem; tokens in /tokens
)"));
}

TEST(CheckReport, PrintsPartitionsLusAndApplications) {
  EXPECT_EQ(report(read(R"({
  "title": "*** HELLO ***",
  "listeners": [{"name": "terminals", "port": 3270},
                {"name": "secure", "address": "::", "port": 3992, "tls": "immediate",
                 "certificate": "server.pem"}],
  "lus": [{"names": "T[001-100]", "logmode": "D4A32782"},
          {"names": "OPS", "application": "DEMO"},
          {"names": "P1", "type": "printer", "application": "BSTTVNET", "data": "scs"}],
  "applications": [{"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"},
                   {"name": "CICS", "description": "FAR AWAY", "type": "host",
                    "hosts": [{"host": "192.0.2.9"}, {"host": "far.example", "port": 992}],
                    "tls": "negotiated"}]
})")),
            R"(PARTITION demo (demo.json:1): *** HELLO ***
  LISTENER   ADDRESS    PORT  TLS        STATE   REMARK
  terminals  127.0.0.1  3270  none       SERVED
  secure     ::         3992  immediate  SERVED  certificate server.pem

LU TABLE: 102
  LU               TYPE      PARTITION  STATE  APPLICATION  LOGMODE   ROW      DEFINED AT   REMARK
  T001-T100 (100)  terminal  demo       CONCT  GENERIC      D4A32782  implied  demo.json:6
  OPS              terminal  demo       CONCT  DEMO         SP3272QN  implied  demo.json:7
  P1               printer   demo       CONCT  BSTTVNET     SPSCSPRT  implied  demo.json:8

APPL TABLE: 106
  APPL             TYPE             STATE  AUTH          EAS  NODE     DESCRIPTION
  DEMO             demo             ACTIV  ACQ,PASS      509  implied  DEMO APPLICATION
  CICS             host             ACTIV  ACQ,PASS      509  implied  FAR AWAY (192.0.2.9 port 23 by STARTTLS, far.example port 992 by STARTTLS)
  BSTTVNET         printer-sharing  ACTIV  NOACQ,NOPASS  509  implied
  BSTTUSST         menu             ACTIV  ACQ,PASS      509  implied
  T001-T100 (100)  lu               CONCT  ACQ           1    implied
  OPS              lu               CONCT  ACQ           1    implied
  P1               lu               CONCT  ACQ           1    implied
)");
}

TEST(CheckReport, ShowsOfListenersAndLusWhatIsNotUsual) {
  const std::string text = report(read(R"({
  "code_page": "1140",
  "listeners": [{"name": "a", "port": 1, "sna": false, "experimental": ["contention-resolution"]},
                {"name": "b", "port": 2, "code_page": "DN_03"},
                {"name": "c", "port": 3, "tls": "any", "certificate": "c.pem"}],
  "lus": [{"names": "T[001-099]", "printer": "P[101-199]"},
          {"names": "T[101-199]"},
          {"names": "U1", "group": "POOL", "code_page": "client", "sna": false},
          {"names": "P[101-199]", "type": "printer"},
          {"names": "D1", "type": "direct", "host": "h"}]
})"));
  EXPECT_THAT(text, HasSubstr(R"(
  LISTENER  ADDRESS    PORT  TLS   STATE   REMARK
  a         127.0.0.1  1     none  SERVED  code page 1140; no SNA; experimental: CONTENTION-RESOLUTION, SNA-SENSE
  b         127.0.0.1  2     none  SERVED
  c         127.0.0.1  3     any   SERVED  certificate c.pem; code page 1140

GROUPS: 1
  GROUP  PARTITION  TERMINALS  PRINTERS  ORDER       WARN AT  APPLICATION  ALLOW  DENY  PARTNERS  DEFINED AT
  POOL   demo       1          0         sequential  -        -            -      -     -

LU TABLE: 299
  LU              TYPE      PARTITION  STATE  APPLICATION  LOGMODE   ROW      GROUP  CODE PAGE  SNA  PARTNER    DEFINED AT    REMARK
  T001-T099 (99)  terminal  demo       CONCT  GENERIC      SP3272QN  implied  -      -          -    P101-P199  demo.json:6
  T101-T199 (99)  terminal  demo       CONCT  GENERIC      SP3272QN  implied  -      -          -    -          demo.json:7
  U1              terminal  demo       CONCT  GENERIC      SP3272QN  implied  POOL   client     no   -          demo.json:8
  P101-P199 (99)  printer   demo       CONCT  -            SPDSCPRT  implied  -      -          -    -          demo.json:9
  D1              direct    demo       CONCT  -            SPDSCPRT  implied  -      -          -    -          demo.json:10
)"));
}

TEST(CheckReport, ShowsProxiesRedirectsAndWhoMayConnect) {
  const std::string text = report(read(R"({
  "listeners": [{"name": "a", "port": 1, "tls": "immediate", "certificate": "c.pem",
                 "tls_settings": {"minimum": "1.3", "client_certificate": "required"},
                 "access": [{"deny": "10.1.2.3"}, {"allow": "any"}]}],
  "lus": [{"names": "F[1-3]", "type": "ftp", "host": "192.0.2.71", "user": "u"}],
  "proxies": [{"listen": {"address": "::", "port": 443, "tls": true}, "certificate": "p.pem",
               "to": {"host": "web", "port": 80}},
              {"name": "out", "listen": {"port": 8080}, "to": {"host": "web", "port": 443, "tls": true},
               "verify_name": "inner", "access": [{"allow": "10.0.0.0/8"}]}],
  "redirects": [{"host": "192.0.2.71", "port": 21, "tls_port": 990, "ftp": true, "ca": "ca.pem"}]
})"));
  EXPECT_THAT(text, HasSubstr("SERVED  certificate c.pem; TLS 1.3; client certificate required; "
                              "deny 10.1.2.3, allow any\n"));
  EXPECT_THAT(text, HasSubstr(R"(
PROXIES: 2
  PROXY      LISTENS AT      LEADS TO     DEFINED AT   REMARK
  proxy 443  [::]:443 TLS    web:80       demo.json:6  certificate p.pem
  out        127.0.0.1:8080  web:443 TLS  demo.json:8  server verified by the system's CAs; as inner; allow 10.0.0.0/8

REDIRECTS: 1
  REDIRECT       TLS PORT  LUS  DEFINED AT    REMARK
  192.0.2.71:21  990       3    demo.json:10  server verified by ca.pem
)"));
}

TEST(CheckReport, ShowsWherePrintersDeliverAndNoPassword) {
  config::Config config = read(R"({
  "listeners": [{"port": 1}],
  "lus": [{"names": "D[01-60]", "type": "direct", "host": "fd00::7", "format": {"preset": "pcl-portrait-80"}},
          {"names": "L1", "type": "lpr", "host": "h", "queue": "lp", "format": {"output": "raw"}},
          {"names": "F1", "type": "ftp", "host": "h", "user": "u", "directory": "in", "tls": "explicit",
           "jobs": {"unknown": "redo", "order": "continue", "tries": 3, "retry": 1.5, "end_of_job": 1}},
          {"names": "I1", "type": "ipp", "uri": "ipp://h:631/lp", "format": {"output": "pdf", "banner": true}},
          {"names": "O1", "type": "file", "directory": "/out"},
          {"names": "C1", "type": "command", "command": ["/usr/bin/lp", "-s"]}],
  "spool": {"path": "/spool.db", "quota": 1048577}
})");
  auto& lu = config.servers.at(0).lus.at(61);
  config::DeliverySettings delivery = *lu.delivery;
  delivery.password = "hunter2";
  lu.delivery = std::make_shared<const config::DeliverySettings>(delivery);
  const std::string text = report(config);
  EXPECT_THAT(text, Not(HasSubstr("hunter2")));
  EXPECT_THAT(text, HasSubstr(R"(
SPOOL (demo.json:10)
  PATH       QUOTA          KEEPS PRINTED  KEEPS FAILED
  /spool.db  1048577 bytes  86400 s        604800 s
)"));
  EXPECT_THAT(text, HasSubstr(R"(
OUTPUT PRINTERS: 65
  LU            TYPE     DELIVERS TO                              FORMAT                                      JOBS                                                                           DEFINED AT
  D01-D60 (60)  direct   [fd00::7]:9100                           text pcl-portrait-80 ISO-8859-1 80 columns  -                                                                              demo.json:3
  L1            lpr      h:515 queue lp                           raw                                         -                                                                              demo.json:4
  F1            ftp      ftps://u@h:21/in/{lu}.{date}.{sequence}  text 132 columns                            unknown redo, order continue, retry 1500 ms to 600 s, 3 tries, end of job 1 s  demo.json:5
)"));
  EXPECT_THAT(text, HasSubstr("  ipp      ipp://h:631/lp "));
  EXPECT_THAT(text, HasSubstr("  pdf 132 columns, banner  "));
  EXPECT_THAT(text, HasSubstr("  file     /out/{lu}.{date}.{sequence} "));
  EXPECT_THAT(text, HasSubstr("  command  /usr/bin/lp -s "));
}

TEST(CheckReport, ShowsGroupsRulesLogmodesAndNodesWhereThereAreSome) {
  const std::string text = report(read(R"({
  "listeners": [{"name": "a", "port": 1, "application": "CICS",
                 "device_modes": [{"device": "IBM-3278-2", "tn3270": "MODEL2"},
                                  {"device": "IBM-*", "tn3270e": "MODEL2"}]}],
  "lus": [{"names": "T[1-9]", "group": "SALES"}, {"names": "U1", "group": "OTHER"},
          {"names": "P[1-9]", "type": "printer", "group": "PRT"}],
  "groups": [{"name": "SALES", "order": "lowest", "warn_at": 80, "application": "CICS",
              "allow": ["CICS", "TSO*"], "deny": ["TSOTEST"], "printers": "PRT"}],
  "mapping": [{"specific": false},
              {"listener": "a", "device": "IBM-3279-*", "lu": "T1"},
              {"listener": "a", "device": "IBM-3279-2", "lu": "T2"},
              {"host": "reception", "logmode": "MODEL2"},
              {"client": "10.1.0.0/16", "group": "SALES"},
              {"client": "10.1.0.0/16", "listener": "a", "group": "OTHER"},
              {"client": "fd00::/8", "group": "SALES"},
              {"client": "10.1.2.3", "lu": "U1", "application": "TSO"}],
  "modetabs": [{"name": "MYTAB", "entries": [
      {"name": "MODEL2", "ru_sizes": "87F8", "pservic": "028000000000185000007E00",
       "srcvpac": 1, "psndpac": 7}]}],
  "nodes": [{"name": "VNETAPPL", "rows": [{"name": "T1"}, {"name": "BSTTUSST", "pass": true}]},
            {"name": "SPARE"}],
  "start_list": ["VNETAPPL"]
})"));
  EXPECT_THAT(text, HasSubstr("SERVED  application CICS; logmodes of IBM-3278-2, IBM-*\n"));
  EXPECT_THAT(text, HasSubstr(R"(
GROUPS: 3
  GROUP  PARTITION  TERMINALS  PRINTERS  ORDER       WARN AT  APPLICATION  ALLOW      DENY     PARTNERS  DEFINED AT
  OTHER  demo       1          0         sequential  -        -            -          -        -
  PRT    demo       0          9         sequential  -        -            -          -        -
  SALES  demo       9          0         lowest      80%      CICS         CICS,TSO*  TSOTEST  PRT       demo.json:7

MAPPING, THE STRONGEST FIRST: 8
  CLIENT       HOST       LISTENER  DEVICE      PARTITION  LU  GROUP  NAMES  APPLICATION  LOGMODE  DEFINED AT
  10.1.2.3     -          -         -           demo       U1  -      yes    TSO          -        demo.json:16
  10.1.0.0/16  -          a         -           demo       -   OTHER  yes    -            -        demo.json:14
  10.1.0.0/16  -          -         -           demo       -   SALES  yes    -            -        demo.json:13
  fd00::/8     -          -         -           demo       -   SALES  yes    -            -        demo.json:15
  -            reception  -         -           demo       -   -      yes    -            MODEL2   demo.json:12
  -            -          a         IBM-3279-2  demo       T2  -      yes    -            -        demo.json:11
  -            -          a         IBM-3279-*  demo       T1  -      yes    -            -        demo.json:10
  -            -          -         -           demo       -   -      no     -            -        demo.json:9

LOGMODES: 1
  LOGMODE  TABLE  FM TS PRI SEC  COM   RU    PSERVIC                   SRCV SSND PSND  DEFINED AT
  MODEL2   MYTAB  02 02 71 40    2000  87F8  028000000000185000007E00  1 0 7           demo.json:18

LU TABLE: 19
)"));
  EXPECT_THAT(text, HasSubstr(R"(
NODES: 2
  NODE      ROWS  STATE  DEFINED AT
  VNETAPPL  2     ACTIV  demo.json:20
  SPARE     0     NEVAC  demo.json:21

APPL TABLE: 20
)"));
}

TEST(CheckReport, ABookShowsItsNodeItsDefaultsAndWhatIsNotActivated) {
  config::Config config =
      read(R"({"listeners": [{"port": 1}], "lus": [{"names": "T1"}, {"names": "T2"}],
    "menu": ["DBDCCICS"]})");
  config.files.emplace_back("vnetappl.b");
  config::ApplRow menu{.name = *config::ApplId::parse("BSTTUSST")};
  menu.pass = true;
  config::ApplRow one{.name = *config::ApplId::parse("T1")};
  one.acquire = true;
  one.eas = 1;
  one.dlogmod = config::ModeName::parse("MYMODE");
  config::ApplRow two{.name = *config::ApplId::parse("T2")};
  config.nodes.push_back({*config::NodeName::parse("VNETAPPL"), {menu, one}, {1, 1, 1}});
  config.nodes.push_back({*config::NodeName::parse("OTHER"), {two}, {1, 9, 1}});
  config.start_list = config::StartList{{*config::NodeName::parse("VNETAPPL")}, "ATCCON00", {}};
  const std::string text = report(config);
  EXPECT_THAT(text, HasSubstr("  T1  terminal  demo       CONCT  GENERIC      MYMODE    VNETAPPL  "
                              "demo.json:1\n"));
  EXPECT_THAT(text, HasSubstr("  T2  terminal  demo       NEVAC  GENERIC      SP3272QN  OTHER     "
                              "demo.json:1  node OTHER is not in ATCCON00\n"));
  EXPECT_THAT(text, HasSubstr("  BSTTUSST  menu  ACTIV  PASS          509  VNETAPPL\n"));
  EXPECT_THAT(text, HasSubstr("  T1        lu    CONCT  ACQ           1    VNETAPPL\n"));
  EXPECT_THAT(text, HasSubstr("  T2        lu    NEVAC  NOACQ,NOPASS  509  OTHER\n"));
  EXPECT_THAT(text, HasSubstr("  DBDCCICS  -     CONCT  "));
}

TEST(NameRuns, OnlyLongRunsOfAlikeConsecutiveNamesCollapse) {
  std::vector<NamedCells> rows;
  const auto add = [&rows](const std::string& name, const std::string& alike) {
    rows.push_back({name, {alike}, {}, {"own"}});
  };
  for (int i = 100; i < 151; ++i) {
    add("T" + std::to_string(i), "x");
  }
  add("T151", "y");
  for (int i = 153; i < 203; ++i) {
    add("T" + std::to_string(i), "y");
  }
  const auto shown = collapse(rows);
  ASSERT_EQ(shown.size(), 1U + 1U + 50U);
  EXPECT_THAT(shown[0], ElementsAre("T100-T150 (51)", "x", "own"));
  EXPECT_THAT(shown[1], ElementsAre("T151", "y", "own"));
  EXPECT_THAT(shown[2], ElementsAre("T153", "y", "own"));
}

TEST(NameRuns, ANumberThatLeavesItsWidthEndsARun) {
  std::vector<NamedCells> rows;
  for (int i = 40; i < 140; ++i) {
    rows.push_back({"T" + std::to_string(i), {}, {}, {}});
  }
  EXPECT_THAT(collapse(rows).front(), ElementsAre("T40-T99 (60)"));
  EXPECT_EQ(collapse(rows).size(), 41U);
}

TEST(NameRuns, PairedNamesCountUpWithTheirs) {
  std::vector<NamedCells> rows;
  for (int i = 100; i < 200; ++i) {
    rows.push_back({"T" + std::to_string(i), {}, {"P" + std::to_string(i + 200)}, {"own"}});
  }
  ASSERT_EQ(collapse(rows).size(), 1U);
  EXPECT_THAT(collapse(rows)[0], ElementsAre("T100-T199 (100)", "P300-P399", "own"));
  rows[60].paired[0] = "P1";
  const auto shown = collapse(rows);
  ASSERT_EQ(shown.size(), 1U + 1U + 39U);
  EXPECT_THAT(shown[0], ElementsAre("T100-T159 (60)", "P300-P359", "own"));
  EXPECT_THAT(shown[1], ElementsAre("T160", "P1", "own"));
}

TEST(TextTable, AlignsCharactersNotBytesAndLeavesNoBlanksAtTheEnd) {
  TextTable table({"A", "B", "C"});
  table.add({"ä", "", "x"});
  table.add({"longer", "b", ""});
  EXPECT_EQ(table.text(),
            "  A       B  C\n"
            "  ä       -  x\n"
            "  longer  b\n");
}

}  // namespace
}  // namespace server
