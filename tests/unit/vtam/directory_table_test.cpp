#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/vtam/fake_programs.h"
#include "tests/unit/vtam/shop.h"
#include "vtam/directory.h"

// PROTOCOL 1.3, row by row: what a client asks for, and what it is given or told.
namespace vtam {
namespace {

using test::device;
using test::lu_name;
using test::printer;
using test::terminal;

config::LuSettings in_group(config::LuSettings lu, const char* group) {
  lu.group = config::GroupName::parse(group);
  return lu;
}
config::LuSettings with_partner(config::LuSettings lu, const char* partner) {
  lu.printer = lu_name(partner);
  return lu;
}
config::LuSettings of_type(config::LuSettings lu, config::LuType type) {
  lu.type = type;
  return lu;
}

constexpr const char* kDisplay = "IBM-3278-2-E";
constexpr const char* kPrinter = "IBM-3287-1";

// One partition with everything that the table speaks of, and a second one.
struct Table {
  test::Shop shop{{
      terminal("T001"),                             // generic
      with_partner(terminal("T002"), "PA02"),       // has a partner, and is generic
      with_partner(terminal("T003"), "PA02"),       // shares it
      terminal("T004", "DEMO"),                     // by name only
      in_group(terminal("G001"), "SALES"),          // of a group
      in_group(terminal("G002", "DEMO"), "SALES"),  // with an application of its own
      printer("P001"),                              // generic
      in_group(printer("PG01"), "SALES"),           // of the same group
      in_group(printer("PG02"), "DEPOT"),           // a group of printers only
      in_group(printer("PA02"), "DEPOT"),           // the partner
      of_type(printer("DIR1"), config::LuType::Direct),
  }};
  NetworkPtr network;
  std::unique_ptr<Directory> directory;
  std::uint32_t clients = 0;

  explicit Table(const std::function<void(config::Config&)>& change = {}) {
    test::add_fakes(shop.catalog);
    config::ServerSettings second;
    second.name = "SECOND";
    second.lus = {terminal("U001")};
    shop.config.servers.push_back(second);
    if (change) {
      change(shop.config);
    }
    network = shop.network();
    directory = std::make_unique<Directory>(network);
  }

  static std::string in_words(const LuAnswer& answer) {
    if (const auto* grant = std::get_if<LuGrant>(&answer)) {
      return grant->settings->name.text() + ", " + grant->rule;
    }
    const auto& refused = std::get<LuRefusal>(answer);
    static const std::vector<std::string> kKinds{"PoolExhausted", "NoPool",    "InUse",
                                                 "Unknown",       "WrongType", "ConnPartner",
                                                 "InvAssociate",  "Inactive"};
    return kKinds.at(static_cast<std::size_t>(refused.kind)) + ": " + refused.text;
  }
  // Every request is another client's.
  std::string any(const char* type, std::uint16_t partition = 0) {
    return in_words(directory->request(
        {.partition = partition, .client = {.device = device(type)}, .name = std::nullopt}, next(),
        {}));
  }
  std::string connect(const char* name, const char* type, std::uint16_t partition = 0) {
    return in_words(directory->request(
        {.partition = partition, .client = {.device = device(type)}, .name = lu_name(name)}, next(),
        {}));
  }
  std::string associate(const char* name) {
    return in_words(directory->request({.partition = 0,
                                        .client = {.device = device(kPrinter)},
                                        .name = lu_name(name),
                                        .associate = true},
                                       next(), {}));
  }
  SessionId next() { return {.reactor = 0, .slot = ++clients, .generation = 0}; }
  [[nodiscard]] SessionId latest() const {
    return {.reactor = 0, .slot = clients, .generation = 0};
  }
};

TEST(DecisionTable, ADisplayWithoutANameIsGivenAGenericLu) {
  Table table;
  EXPECT_EQ(table.any(kDisplay), "T001, generic pool of BSITN44");
  EXPECT_EQ(table.any(kDisplay), "T002, generic pool of BSITN44");
  EXPECT_EQ(table.any(kDisplay), "T003, generic pool of BSITN44");
  EXPECT_EQ(table.any(kDisplay), "PoolExhausted: all 3 generic LUs of BSITN44 are taken");
}

TEST(DecisionTable, APartitionWithoutGenericLusHasNoPool) {
  Table table([](config::Config& config) { config.servers[1].lus = {terminal("U001", "DEMO")}; });
  EXPECT_EQ(table.any(kDisplay, 1), "NoPool: SECOND has no generic LU; ask for a LU by its name");
  EXPECT_EQ(table.any(kPrinter, 1),
            "NoPool: SECOND has no generic printer LU; ask for a LU by its name");
}

TEST(DecisionTable, ADisplayConnectsToAFreeDisplayLu) {
  Table table;
  EXPECT_EQ(table.connect("T004", kDisplay), "T004, named by the client");
  EXPECT_EQ(table.connect("G002", kDisplay), "G002, named by the client");
}

TEST(DecisionTable, ADisplayLuInUseIsRefusedNamingItsHolder) {
  Table table;
  table.connect("T001", kDisplay);
  const SessionId holder = table.latest();
  EXPECT_EQ(table.connect("T001", kDisplay), "InUse: T001 is in use");
  const LuAnswer again = table.directory->request(
      {.partition = 0, .client = {.device = device(kDisplay)}, .name = lu_name("T001")},
      table.next(), {});
  EXPECT_EQ(std::get<LuRefusal>(again).holder, holder);
}

TEST(DecisionTable, AGroupIsAPoolOfItsOwnForEachKind) {
  Table table;
  EXPECT_EQ(table.connect("SALES", kDisplay), "G001, group SALES");
  EXPECT_EQ(table.connect("SALES", kDisplay), "G002, group SALES");
  EXPECT_EQ(table.connect("SALES", kDisplay), "PoolExhausted: all 2 LUs of group SALES are taken");
  EXPECT_EQ(table.connect("SALES", kPrinter), "PG01, group SALES");
  EXPECT_EQ(table.connect("SALES", kPrinter),
            "PoolExhausted: all 1 printer LUs of group SALES are taken");
}

TEST(DecisionTable, AGroupWithoutLusOfTheKindIsTheWrongType) {
  Table table;
  EXPECT_EQ(table.connect("DEPOT", kDisplay), "WrongType: group DEPOT has no terminal LU");
}

TEST(DecisionTable, AGroupGivesTheLongestFreeLuFirst) {
  Table table;
  table.connect("SALES", kDisplay);
  EXPECT_TRUE(table.directory->release(lu_name("G001"), table.latest(), {}));
  EXPECT_EQ(table.connect("SALES", kDisplay), "G002, group SALES");
  EXPECT_EQ(table.connect("SALES", kDisplay), "G001, group SALES");
}

TEST(DecisionTable, ALuOfAGroupThatIsTakenByNameIsNotGivenAgain) {
  Table table;
  table.connect("G001", kDisplay);
  EXPECT_EQ(table.connect("SALES", kDisplay), "G002, group SALES");
}

TEST(DecisionTable, AnUnknownNameIsUnknownToDisplaysAndPrinters) {
  Table table;
  EXPECT_EQ(table.connect("NOSUCH", kDisplay), "Unknown: NOSUCH is not a LU of BSITN44");
  EXPECT_EQ(table.connect("NOSUCH", kPrinter), "Unknown: NOSUCH is not a LU of BSITN44");
}

TEST(DecisionTable, ADisplayThatNamesAPrinterHasTheWrongType) {
  Table table;
  for (const char* name : {"P001", "PA02", "DIR1"}) {
    EXPECT_EQ(table.connect(name, kDisplay),
              std::string("WrongType: ") + name + " is a printer LU, not a terminal");
  }
}

TEST(DecisionTable, APrinterConnectsToAFreePrinterLu) {
  Table table;
  EXPECT_EQ(table.connect("P001", kPrinter), "P001, named by the client");
  EXPECT_EQ(table.connect("P001", kPrinter), "InUse: P001 is in use");
  EXPECT_EQ(table.connect("PG01", kPrinter), "PG01, named by the client");
}

TEST(DecisionTable, APrinterMayNotConnectToAPartner) {
  Table table;
  const std::string refused =
      "ConnPartner: PA02 is the partner printer of a terminal; ASSOCIATE with that terminal";
  EXPECT_EQ(table.connect("PA02", kPrinter), refused);
  table.connect("T002", kDisplay);
  EXPECT_EQ(table.associate("T002"), "PA02, partner of T002");
  EXPECT_EQ(table.connect("PA02", kPrinter), refused);
}

TEST(DecisionTable, APrinterThatNamesADisplayHasTheWrongType) {
  Table table;
  EXPECT_EQ(table.connect("T001", kPrinter), "WrongType: T001 is a terminal LU, not a printer");
}

TEST(DecisionTable, APrinterThatTheServerDeliversToItselfServesNoClient) {
  Table table;
  EXPECT_EQ(table.connect("DIR1", kPrinter),
            "Inactive: DIR1 is a direct printer, which the server delivers to by itself");
  EXPECT_EQ(table.directory->find(lu_name("DIR1"))->state, LuState::Conct);
}

TEST(DecisionTable, APrinterThatTheServerDeliversToIsHeldByTheServerOnce) {
  Table table;
  const auto opened = table.directory->open_output(lu_name("DIR1"), {1, 2, 3});
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(opened->holder, (SessionId{1, 2, 3}));
  EXPECT_EQ(opened->state, LuState::Activ);
  EXPECT_FALSE(table.directory->open_output(lu_name("DIR1"), {1, 2, 4}).has_value());
  EXPECT_FALSE(table.directory->open_output(lu_name("PA02"), {1, 2, 4}).has_value());
  EXPECT_FALSE(table.directory->open_output(lu_name("NOBODY"), {1, 2, 4}).has_value());
}

TEST(DecisionTable, AssociateGivesThePartnerOfATerminalInSession) {
  Table table;
  table.connect("T002", kDisplay);
  EXPECT_EQ(table.associate("T002"), "PA02, partner of T002");
  EXPECT_EQ(table.directory->find(lu_name("PA02"))->holder, table.latest());
}

TEST(DecisionTable, AssociateWithATakenPartnerNamesItsHolder) {
  Table table;
  table.connect("T002", kDisplay);
  table.connect("T003", kDisplay);
  table.associate("T002");
  const SessionId holder = table.latest();
  EXPECT_EQ(table.associate("T003"), "InUse: PA02 is in use");
  const LuAnswer again = table.directory->request({.partition = 0,
                                                   .client = {.device = device(kPrinter)},
                                                   .name = lu_name("T002"),
                                                   .associate = true},
                                                  table.next(), {});
  EXPECT_EQ(std::get<LuRefusal>(again).holder, holder);
  EXPECT_TRUE(table.directory->terminate(lu_name("PA02"), holder));
  EXPECT_EQ(table.associate("T003"), "InUse: PA02 is in use: its application has not released it");
}

TEST(DecisionTable, AssociateWithATerminalWithoutPartnerIsUnsupported) {
  Table table;
  table.connect("T001", kDisplay);
  EXPECT_EQ(table.associate("T001"),
            "NoPool: ASSOCIATE T001: no partner printers are defined for it");
}

TEST(DecisionTable, AssociateWithWhatIsNoTerminalIsInvalid) {
  Table table;
  table.connect("P001", kPrinter);
  EXPECT_EQ(table.associate("P001"), "InvAssociate: ASSOCIATE P001: it is not a terminal");
  EXPECT_EQ(table.associate("DIR1"), "InvAssociate: ASSOCIATE DIR1: it is not a terminal");
}

TEST(DecisionTable, AssociateWithATerminalThatNobodyHoldsIsInvalid) {
  Table table;
  const std::string refused = "InvAssociate: ASSOCIATE T002: it is not in session";
  EXPECT_EQ(table.associate("T002"), refused);
  table.connect("T002", kDisplay);
  EXPECT_TRUE(table.directory->terminate(lu_name("T002"), table.latest()));
  EXPECT_EQ(table.associate("T002"), refused);
}

TEST(DecisionTable, AssociateWithAnUnknownNameIsUnknown) {
  Table table;
  EXPECT_EQ(table.associate("NOSUCH"), "Unknown: NOSUCH is not a LU of BSITN44");
  EXPECT_EQ(table.associate("SALES"), "Unknown: SALES is not a LU of BSITN44");
}

TEST(DecisionTable, AssociateWithoutANameIsInvalid) {
  Table table;
  const LuAnswer answer = table.directory->request({.partition = 0,
                                                    .client = {.device = device(kPrinter)},
                                                    .name = std::nullopt,
                                                    .associate = true},
                                                   table.next(), {});
  EXPECT_EQ(std::get<LuRefusal>(answer).kind, RefusalKind::InvAssociate);
}

TEST(DecisionTable, APrinterWithoutANameIsGivenAGenericOne) {
  Table table;
  EXPECT_EQ(table.any(kPrinter), "P001, generic printer pool of BSITN44");
  // PG01 and PG02 are of groups, PA02 is a partner, DIR1 is the server's own.
  EXPECT_EQ(table.any(kPrinter), "PoolExhausted: all 1 generic printer LUs of BSITN44 are taken");
  EXPECT_EQ(table.connect("DEPOT", kPrinter), "PG02, group DEPOT");
  EXPECT_EQ(table.connect("DEPOT", kPrinter),
            "PoolExhausted: all 1 printer LUs of group DEPOT are taken");
}

TEST(DecisionTable, AnotherPartitionsNamesAreUnknown) {
  Table table([](config::Config& config) {
    config.servers[1].lus.push_back(in_group(printer("UP01"), "SALES2"));
  });
  for (const char* name : {"T001", "P001", "PA02", "SALES", "DEPOT"}) {
    const std::string unknown = std::string("Unknown: ") + name + " is not a LU of SECOND";
    EXPECT_EQ(table.connect(name, kDisplay, 1), unknown);
    EXPECT_EQ(table.connect(name, kPrinter, 1), unknown);
  }
  EXPECT_EQ(table.connect("SALES2", kPrinter, 0), "Unknown: SALES2 is not a LU of BSITN44");
  EXPECT_EQ(table.connect("SALES2", kPrinter, 1), "UP01, group SALES2");
}

TEST(DecisionTable, PrintersOfAnInactiveNodeAreRefusedNamingTheList) {
  Table table([](config::Config& config) {
    config::MajorNode book = test::book();
    for (const char* name : {"P001", "PA02", "PG02"}) {
      book.rows.push_back(test::row(name));
    }
    book.rows.erase(book.rows.begin() + 2, book.rows.begin() + 4);  // T001 and T002 are implied
    config.nodes.push_back(book);
    config.start_list = config::StartList{.nodes = {}, .name = "ATCCON00", .at = {}};
  });
  const std::string why = " is not active: node VNETAPPL is not in ATCCON00";
  EXPECT_EQ(table.connect("P001", kPrinter), "Inactive: P001" + why);
  EXPECT_EQ(table.any(kPrinter),
            "Inactive: no generic printer LU of BSITN44 is active: node VNETAPPL is not in "
            "ATCCON00");
  EXPECT_EQ(table.connect("DEPOT", kPrinter),
            "Inactive: no printer LU of group DEPOT is active: node VNETAPPL is not in ATCCON00");
  table.connect("T002", kDisplay);
  EXPECT_EQ(table.associate("T002"), "Inactive: PA02" + why);
  EXPECT_EQ(table.directory->find(lu_name("P001"))->state, LuState::Nevac);
}

TEST(DecisionTable, PartnersThatTheCheckRefusesAreNone) {
  Table table([](config::Config& config) {
    auto& lus = config.servers[0].lus;
    lus[0] = with_partner(terminal("T001"), "NOSUCH");
    lus[1] = with_partner(terminal("T002"), "DIR1");
    lus[2] = with_partner(terminal("T003"), "U001");
  });
  for (const char* name : {"T001", "T002", "T003"}) {
    table.connect(name, kDisplay);
    EXPECT_EQ(table.associate(name), std::string("NoPool: ASSOCIATE ") + name +
                                         ": no partner printers are defined for it");
  }
}

TEST(DecisionTable, AFreePrinterIsConctAndAHeldOneActiv) {
  Table table;
  EXPECT_EQ(table.directory->find(lu_name("P001"))->state, LuState::Conct);
  table.any(kPrinter);
  EXPECT_EQ(table.directory->find(lu_name("P001"))->state, LuState::Activ);
  EXPECT_TRUE(table.directory->release(lu_name("P001"), table.latest(), {}));
  EXPECT_EQ(table.directory->find(lu_name("P001"))->state, LuState::Conct);
}

}  // namespace
}  // namespace vtam
