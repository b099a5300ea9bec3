#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "tests/e2e/daemon.h"
#include "tests/e2e/raw_client.h"
#include "tests/e2e/s3270.h"

// What no honest client does: one connection ends with a coded reason, everybody else goes on.
namespace e2e {
namespace {

using testing::HasSubstr;

const char* const kDemo = R"(
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],)";
const char* const kImpatient = R"(
  "timing": {"negotiation_phase": 0.3, "negotiation_all": 0.8},)";

bool others_go_on(Daemon& daemon) {
  S3270 client(daemon.host());
  return client.wait_for_field() && client.state() == "connected-tn3270e";
}

struct Attack {
  const char* name;
  tn3270::ByteBuffer bytes;
  const char* code;  // in the log
};
void PrintTo(const Attack& attack, std::ostream* out) {
  *out << attack.name;
}

tn3270::ByteBuffer repeated(std::size_t times, const tn3270::ByteBuffer& part,
                            tn3270::ByteBuffer begin = {}) {
  for (std::size_t i = 0; i < times; ++i) {
    begin.insert(begin.end(), part.begin(), part.end());
  }
  return begin;
}

class BeforeLogon : public testing::TestWithParam<Attack> {};

TEST_P(BeforeLogon, EndsThatConnectionOnly) {
  Daemon daemon(usual_json(kDemo));
  const RawClient attacker(daemon.port());
  attacker.send(GetParam().bytes);
  EXPECT_TRUE(attacker.closed_within(std::chrono::seconds(5)));
  EXPECT_TRUE(daemon.log_has(GetParam().code)) << daemon.log();
  EXPECT_TRUE(others_go_on(daemon));
}

INSTANTIATE_TEST_SUITE_P(
    Attacks, BeforeLogon,
    testing::Values(Attack{"a web browser",
                           repeated(40, {'G', 'E', 'T', ' ', '/', ' ', 'H', 'T', 'T', 'P'}),
                           "EARLY-DATA"},
                    Attack{"COMPRESS2 switched on by a sub-negotiation",
                           {0xFF, 0xFA, 86, 0xFF, 0xF0},
                           "SUBNEG"},
                    Attack{"16 KB of sub-negotiation",
                           repeated(16'384, {'A'}, {0xFF, 0xFB, 0x28, 0xFF, 0xFA, 0x28}), "SUBNEG"},
                    Attack{"an option flood", repeated(1'000, {0xFF, 0xFB, 0x03, 0xFF, 0xFC, 0x03}),
                           "OPTION-FLOOD"}));

TEST(Hostile, ASilentClientIsDroppedInTime) {
  Daemon daemon(usual_json(std::string(kDemo) + kImpatient));
  const RawClient silent(daemon.port());
  EXPECT_TRUE(silent.closed_within(std::chrono::seconds(3)));
  EXPECT_TRUE(daemon.log_has("NEGOTIATION-TIMEOUT"));
}

TEST(Hostile, ARecordWithoutEndIsBounded) {
  Daemon daemon(usual_json(kDemo));
  const RawClient client(daemon.port());
  doubles::ScriptedTerminal terminal({});
  ASSERT_TRUE(client.log_on(terminal));
  client.send(repeated(100'000, {0x40}, {0, 0, 0, 0, 0}));
  EXPECT_TRUE(client.closed_within(std::chrono::seconds(5)));
  EXPECT_TRUE(daemon.log_has("RECORD-TOO-LONG"));
  EXPECT_TRUE(others_go_on(daemon));
}

// Not under UBSan: it asks for a pipe to look at an object, and takes none for a fault of ours.
#ifndef TN3270D_ASAN
// APAR PI71325: a server that had run out of sockets never accepted again.
TEST(Hostile, RunningOutOfDescriptorsPassesByItself) {
  constexpr unsigned kDescriptors = 48;
  Daemon daemon(usual_json(kDemo), Daemon::Binary::Product, {}, kDescriptors);
  {
    std::vector<std::unique_ptr<RawClient>> crowd;
    for (unsigned i = 0; i < kDescriptors; ++i) {
      crowd.push_back(std::make_unique<RawClient>(daemon.port()));
    }
    EXPECT_TRUE(daemon.log_has("TND012W"));
  }
  EXPECT_TRUE(others_go_on(daemon));
  EXPECT_TRUE(daemon.log_has("TND011I"));
}
#endif

// APAR PM73261: a client that presses PA2 for ever and never reads cost the whole server its
// storage.
TEST(Hostile, AClientThatDoesNotReadCostsOneScreen) {
  Daemon daemon(usual_json(kDemo));
  ASSERT_TRUE(others_go_on(daemon));
  [[maybe_unused]] const std::size_t before = anonymous_bytes(daemon.process().pid());
  const RawClient client(daemon.port(), Keeps::Little);
  doubles::ScriptedTerminal terminal({});
  ASSERT_TRUE(client.log_on(terminal));
  constexpr std::size_t kMost = 64U << 20U;
  const std::size_t taken = client.flood({0, 0, 0, 0, 0, 0x88, 0xFF, 0xEF}, kMost);
  EXPECT_LT(taken, kMost) << "the server stops reading a client that does not read";
#ifndef TN3270D_ASAN  // its quarantine keeps what was freed
#ifdef TN3270D_TSAN   // its shadow of a byte that was touched has four and more
  constexpr std::size_t kShadow = 5;
#else
  constexpr std::size_t kShadow = 1;
#endif
  EXPECT_LT(anonymous_bytes(daemon.process().pid()), before + kShadow * (2U << 20U));
#endif
  EXPECT_TRUE(others_go_on(daemon));
}

}  // namespace
}  // namespace e2e
