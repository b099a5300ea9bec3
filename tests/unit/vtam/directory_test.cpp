#include "vtam/directory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <random>

#include "config/verify.h"
#include "tests/unit/vtam/fake_programs.h"
#include "tests/unit/vtam/shop.h"

namespace vtam {
namespace {

using test::add_fakes;
using test::book;
using test::device;
using test::lu_name;
using test::node;
using test::printer;
using test::Shop;
using test::terminal;
using testing::HasSubstr;

SessionId session(std::uint32_t slot, std::uint32_t generation = 0) {
  return {.reactor = 0, .slot = slot, .generation = generation};
}

struct House {
  Shop shop;
  NetworkPtr network;
  std::unique_ptr<Directory> directory;

  explicit House(std::vector<config::LuSettings> lus,
                 const std::function<void(config::Config&)>& change = {})
      : shop(std::move(lus)) {
    add_fakes(shop.catalog);
    if (change) {
      change(shop.config);
    }
    network = shop.network();
    directory = std::make_unique<Directory>(network);
  }

  LuAnswer ask(SessionId who, std::uint16_t partition = 0) const {
    return directory->request(
        {.partition = partition, .client = {.device = device("IBM-3278-2")}, .name = std::nullopt},
        who, {});
  }
  LuAnswer ask(SessionId who, const std::string& name, std::uint16_t partition = 0) const {
    return directory->request(
        {.partition = partition, .client = {.device = device("IBM-3278-2")}, .name = lu_name(name)},
        who, {});
  }
};

std::string granted(const LuAnswer& answer) {
  const auto* grant = std::get_if<LuGrant>(&answer);
  return grant == nullptr ? "refused" : grant->settings->name.text();
}
const LuRefusal& refused(const LuAnswer& answer) {
  static const LuRefusal kGranted;
  const auto* refusal = std::get_if<LuRefusal>(&answer);
  EXPECT_NE(refusal, nullptr);
  return refusal == nullptr ? kGranted : *refusal;
}

TEST(Directory, GivesTheLongestFreeLuOfThePool) {
  const House house({terminal("T001"), terminal("T002"), terminal("T003")});
  EXPECT_EQ(granted(house.ask(session(1))), "T001");
  EXPECT_EQ(granted(house.ask(session(2))), "T002");
  EXPECT_TRUE(house.directory->release(lu_name("T001"), session(1), {}));
  EXPECT_EQ(granted(house.ask(session(3))), "T003");
  EXPECT_EQ(granted(house.ask(session(4))), "T001");
  const LuAnswer none = house.ask(session(5));
  EXPECT_EQ(refused(none).kind, RefusalKind::PoolExhausted);
  EXPECT_EQ(refused(none).text, "all 3 generic LUs of BSITN44 are taken");
}

TEST(Directory, SaysWhyALuWasGiven) {
  const House house({terminal("T001"), terminal("T002")});
  EXPECT_EQ(std::get<LuGrant>(house.ask(session(1))).rule, "generic pool of BSITN44");
  EXPECT_EQ(std::get<LuGrant>(house.ask(session(2), "T002")).rule, "named by the client");
}

TEST(Directory, ALuWithItsOwnApplicationIsGivenByNameOnly) {
  const House house({terminal("T001", "PAYROLL")});
  EXPECT_EQ(refused(house.ask(session(1))).kind, RefusalKind::NoPool);
  EXPECT_EQ(granted(house.ask(session(1), "T001")), "T001");
}

TEST(Directory, ANamedLuLeavesThePoolAndComesBackToIt) {
  const House house({terminal("T001"), terminal("T002"), terminal("T003")});
  EXPECT_EQ(granted(house.ask(session(1), "T002")), "T002");
  EXPECT_EQ(granted(house.ask(session(2))), "T001");
  EXPECT_EQ(granted(house.ask(session(3))), "T003");
  EXPECT_EQ(refused(house.ask(session(4))).kind, RefusalKind::PoolExhausted);
  EXPECT_TRUE(house.directory->release(lu_name("T002"), session(1), {}));
  EXPECT_EQ(granted(house.ask(session(4))), "T002");
}

TEST(Directory, NamesTheHolderOfALuInUse) {
  const House house({terminal("T001")});
  EXPECT_EQ(granted(house.ask(session(7, 3))), "T001");
  const LuAnswer taken = house.ask(session(8), "T001");
  EXPECT_EQ(refused(taken).kind, RefusalKind::InUse);
  EXPECT_EQ(refused(taken).holder, session(7, 3));
  EXPECT_FALSE(refused(taken).terminating);
  EXPECT_TRUE(house.directory->terminate(lu_name("T001"), session(7, 3)));
  const LuAnswer ending = house.ask(session(8), "T001");
  EXPECT_TRUE(refused(ending).terminating);
  EXPECT_THAT(refused(ending).text, HasSubstr("has not released it"));
}

TEST(Directory, OnlyTheHolderOfThatLifeMayTouchARow) {
  const House house({terminal("T001")});
  EXPECT_FALSE(house.directory->release(lu_name("T001"), session(1), {}));
  EXPECT_EQ(granted(house.ask(session(1, 5))), "T001");
  EXPECT_FALSE(house.directory->release(lu_name("T001"), session(1, 4), {}));
  EXPECT_FALSE(house.directory->terminate(lu_name("T001"), session(2, 5)));
  EXPECT_FALSE(house.directory->release(lu_name("T009"), session(1, 5), {}));
  EXPECT_EQ(house.directory->find(lu_name("T001"))->state, LuState::Activ);
  EXPECT_TRUE(house.directory->release(lu_name("T001"), session(1, 5), {}));
  EXPECT_FALSE(house.directory->release(lu_name("T001"), session(1, 5), {}));
  EXPECT_EQ(house.directory->find(lu_name("T001"))->state, LuState::Conct);
}

TEST(Directory, NeverGivesALuOfAnotherPartition) {
  const House house({terminal("T001")}, [](config::Config& config) {
    config::ServerSettings second;
    second.name = "SECOND";
    second.lus = {terminal("U001")};
    config.servers.push_back(second);
  });
  EXPECT_EQ(refused(house.ask(session(1), "T001", 1)).kind, RefusalKind::Unknown);
  EXPECT_EQ(refused(house.ask(session(1), "T001", 1)).text, "T001 is not a LU of SECOND");
  EXPECT_EQ(refused(house.ask(session(1), "U001", 0)).kind, RefusalKind::Unknown);
  EXPECT_EQ(granted(house.ask(session(1), 1)), "U001");
  EXPECT_EQ(refused(house.ask(session(2), 1)).kind, RefusalKind::PoolExhausted);
  EXPECT_EQ(granted(house.ask(session(2), 0)), "T001");
}

TEST(Directory, ALuOfAnInactiveNodeIsRefusedNamingTheList) {
  const House house({terminal("T001"), terminal("T002")}, [](config::Config& config) {
    config.nodes.push_back(book());
    config.start_list = config::StartList{.nodes = {}, .name = "ATCCON00", .at = {}};
  });
  const LuAnswer named = house.ask(session(1), "T001");
  EXPECT_EQ(refused(named).kind, RefusalKind::Inactive);
  EXPECT_EQ(refused(named).text, "T001 is not active: node VNETAPPL is not in ATCCON00");
  const LuAnswer any = house.ask(session(1));
  EXPECT_EQ(refused(any).kind, RefusalKind::Inactive);
  EXPECT_THAT(refused(any).text, HasSubstr("ATCCON00"));
  EXPECT_EQ(house.directory->find(lu_name("T001"))->state, LuState::Nevac);
}

TEST(Directory, ListsEntriesInDefinitionOrder) {
  const House house({terminal("T002"), printer("P001"), terminal("T001")});
  EXPECT_EQ(granted(house.ask(session(9), "T001")), "T001");
  const auto entries = house.directory->entries();
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[0].settings->name, lu_name("T002"));
  EXPECT_EQ(entries[0].state, LuState::Conct);
  EXPECT_EQ(entries[1].state, LuState::Conct);
  EXPECT_EQ(entries[2].holder, session(9));
  EXPECT_EQ(entries[2].state, LuState::Activ);
}

TEST(Directory, ADuplicateLuIsOurFault) {
  EXPECT_THROW(House({terminal("T001"), terminal("T001")}), config::BrokenInvariant);
}

TEST(Directory, GivesEachOfAHundredThousandLusOnce) {
  constexpr std::uint32_t kCount = 100'000;
  std::vector<config::LuSettings> lus;
  for (std::uint32_t i = 0; i < kCount; ++i) {
    lus.push_back(terminal("L" + std::to_string(1'000'000 + i)));
  }
  const House house(std::move(lus));
  EXPECT_EQ(house.directory->size(), kCount);
  // The order of a queue: whatever is taken, nothing is searched for.
  for (std::uint32_t i = 0; i < kCount; ++i) {
    ASSERT_EQ(granted(house.ask(session(i))), "L" + std::to_string(1'000'000 + i));
  }
  EXPECT_EQ(refused(house.ask(session(kCount))).kind, RefusalKind::PoolExhausted);
  for (std::uint32_t i = kCount; i-- > 0;) {
    ASSERT_TRUE(
        house.directory->release(lu_name("L" + std::to_string(1'000'000 + i)), session(i), {}));
  }
  EXPECT_EQ(granted(house.ask(session(1))), "L1099999");
}

// The same rules written the slow way: a list of free names per partition, and a map.
class NaiveDirectory {
 public:
  struct Row {
    std::uint16_t partition = 0;
    bool generic = true;
    std::optional<SessionId> holder;
    bool terminating = false;
  };
  void define(const std::string& name, std::uint16_t partition, bool generic) {
    rows_[name] = {partition, generic, std::nullopt, false};
    if (generic) {
      free_[partition].push_back(name);
    }
  }
  std::string ask(std::uint16_t partition, SessionId who) {
    auto& free = free_[partition];
    if (free.empty()) {
      return "refused";
    }
    const std::string name = free.front();
    free.pop_front();
    rows_[name].holder = who;
    return name;
  }
  std::string ask(const std::string& name, std::uint16_t partition, SessionId who) {
    const auto found = rows_.find(name);
    if (found == rows_.end() || found->second.partition != partition || found->second.holder) {
      return "refused";
    }
    std::erase(free_[partition], name);
    found->second.holder = who;
    return name;
  }
  bool release(const std::string& name, SessionId who) {
    Row& row = rows_[name];
    if (row.holder != who) {
      return false;
    }
    row.holder.reset();
    row.terminating = false;
    if (row.generic) {
      free_[row.partition].push_back(name);
    }
    return true;
  }
  bool terminate(const std::string& name, SessionId who) {
    Row& row = rows_[name];
    row.terminating = row.terminating || row.holder == who;
    return row.holder == who;
  }
  [[nodiscard]] const std::map<std::string, Row>& rows() const { return rows_; }

 private:
  std::map<std::string, Row> rows_;
  std::map<std::uint16_t, std::deque<std::string>> free_;
};

class DirectoryModel : public testing::TestWithParam<std::uint32_t> {};

TEST_P(DirectoryModel, AgreesWithTheNaiveOneWhateverIsDone) {
  constexpr int kLus = 12;
  NaiveDirectory naive;
  std::vector<config::LuSettings> first;
  config::ServerSettings second;
  second.name = "SECOND";
  for (int i = 0; i < kLus; ++i) {
    const std::string name = "T" + std::to_string(100 + i);
    const auto partition = static_cast<std::uint16_t>(i % 2);
    const bool generic = i % 5 != 4;
    (partition == 0 ? first : second.lus)
        .push_back(generic ? terminal(name) : terminal(name, "PAYROLL"));
    naive.define(name, partition, generic);
  }
  const House house(first, [&](config::Config& config) { config.servers.push_back(second); });

  std::mt19937 random(GetParam());
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  for (int step = 0; step < 3'000; ++step) {
    const std::string name = "T" + std::to_string(100 + below(kLus));
    const auto partition = static_cast<std::uint16_t>(below(2));
    const SessionId who = session(below(kLus), below(2));
    switch (below(5)) {
      case 0:
        ASSERT_EQ(granted(house.ask(who, partition)), naive.ask(partition, who));
        break;
      case 1:
        ASSERT_EQ(granted(house.ask(who, name, partition)), naive.ask(name, partition, who));
        break;
      case 2:
        ASSERT_EQ(house.directory->terminate(lu_name(name), who), naive.terminate(name, who));
        break;
      default:
        // Mostly by the true holder, or nothing would ever be freed.
        const SessionId holder = naive.rows().at(name).holder.value_or(who);
        const SessionId releasing = below(4) == 0 ? who : holder;
        ASSERT_EQ(house.directory->release(lu_name(name), releasing, {}),
                  naive.release(name, releasing));
    }
    for (const auto& [row_name, row] : naive.rows()) {
      const auto entry = house.directory->find(lu_name(row_name));
      ASSERT_TRUE(entry);
      ASSERT_EQ(entry->holder, row.holder);
      ASSERT_EQ(entry->state, !row.holder       ? LuState::Conct
                              : row.terminating ? LuState::Terminating
                                                : LuState::Activ);
    }
  }
}
INSTANTIATE_TEST_SUITE_P(Seeds, DirectoryModel, testing::Values(1U, 2U, 3U, 20261121U));

}  // namespace
}  // namespace vtam
