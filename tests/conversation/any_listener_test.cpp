#include <gtest/gtest.h>

#include <chrono>

#include "config/limits.h"
#include "tests/conversation/fake_hall.h"

// A listener that takes TLS, STARTTLS and clear text waits for the first byte, but not for ever.
namespace conversation {
namespace {

const char* const kAny = R"({"listeners": [{"port": 1, "tls": "any", "certificate": "s.pem"}],
  "lus": [{"names": "T001", "type": "terminal"}],
  "applications": [{"name": "DEMO", "description": "D", "type": "demo"}]})";

TEST(AnyListener, OffersStarttlsToWhomeverIsSilentForAWhile) {
  FakeHall hall(kAny);
  Client& client = hall.connect();
  EXPECT_TRUE(client.last.empty());
  hall.pass(config::limits::kTlsFirstByte - std::chrono::milliseconds(1));
  EXPECT_TRUE(client.last.empty());
  hall.pass(std::chrono::milliseconds(1));
  EXPECT_EQ(client.terminal.lu(), "T001");  // it has refused, and goes on in the clear
  EXPECT_TRUE(client.open);
}

TEST(AnyListener, AnswersTelnetAtOnce) {
  FakeHall hall(kAny);
  Client& client = hall.connect();
  hall.receive(client, {0xFF, 0xFB, 0x18});
  EXPECT_FALSE(client.last.empty());
  hall.pass(config::limits::kTlsFirstByte);  // nothing begins a second time
  EXPECT_EQ(client.terminal.lu(), "T001");
}

TEST(AnyListener, EndsWhomeverIsSilentForEver) {
  FakeHall hall(kAny);
  doubles::ScriptedTerminal::Manners manners;
  manners.mute = true;
  Client& client = hall.connect(manners);
  hall.pass(config::limits::kTlsFirstByte);
  hall.pass(config::limits::kNegotiationPhase);
  EXPECT_FALSE(client.open);
}

}  // namespace
}  // namespace conversation
