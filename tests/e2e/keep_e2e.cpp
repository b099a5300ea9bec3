#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <memory>
#include <thread>
#include <vector>

#include "tests/e2e/certificates.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/raw_client.h"
#include "tests/e2e/s3270.h"
#include "tests/e2e/shown_fields.h"

// Sessions that outlive their connection, with real clients. D001 and D002 begin at the demo's
// form.
namespace e2e {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;

std::string shop(const std::string& keep) {
  return json_of(
      R"({"names": "T[001-020]", "type": "terminal"},
         {"names": "D[001-002]", "type": "terminal", "application": "DEMO"})",
      R"("sessions": {"keep": )" + keep + R"(},
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],)");
}

// All that a user of s3270 has before him.
struct Seen {
  std::vector<std::string> fields;
  std::vector<std::string> buffer;  // code by code, with every attribute
  std::string cursor;
  friend bool operator==(const Seen&, const Seen&) = default;
};
Seen seen(S3270& client) {
  return {shown_fields(client), client.action("ReadBuffer(Ebcdic)").data, cursor_place(client)};
}

// The form with what its user has typed and sent.
Seen fill_in(S3270& client) {
  EXPECT_TRUE(client.wait_for_field()) << client.screen();
  EXPECT_TRUE(client.enter("SMITH"));
  EXPECT_TRUE(client.wait_for_text("You typed:"));
  EXPECT_TRUE(client.action("Tab()").ok);
  EXPECT_TRUE(client.enter("LONDON"));
  return seen(client);
}

S3270 asking(const Daemon& daemon, const std::string& lu,
             const std::vector<std::string>& options = {"-model", "3278-2"}) {
  return S3270(lu + "@" + daemon.host(), options);
}

// Clients that stay, so that who comes next is served by the other reactor of two.
class Company {
 public:
  explicit Company(const Daemon& daemon) : daemon_(daemon) {}
  void one_more() {
    clients_.push_back(std::make_unique<RawClient>(daemon_.port()));
    terminals_.push_back(
        std::make_unique<doubles::ScriptedTerminal>(doubles::ScriptedTerminal::Manners{}));
    EXPECT_TRUE(clients_.back()->log_on(*terminals_.back()));
  }
  void first_leaves() { clients_.erase(clients_.begin()); }

 private:
  const Daemon& daemon_;
  std::vector<std::unique_ptr<RawClient>> clients_;
  std::vector<std::unique_ptr<doubles::ScriptedTerminal>> terminals_;
};

// A client without TLS asks for D001.
bool is_refused_in_clear(const Daemon& daemon) {
  doubles::ScriptedTerminal::Manners manners;
  manners.lus = {"D001"};
  const RawClient client(daemon.port());
  doubles::ScriptedTerminal terminal(manners);
  return client.talk(terminal, [&] { return terminal.ready() || !terminal.rejects().empty(); }) &&
         terminal.lu().empty() && terminal.rejects().front() == 1;
}

TEST(Keep, AKilledClientComesBackToItsForm) {
  Daemon daemon(shop(R"({"seconds": 60})"));
  S3270 first = asking(daemon, "D001");
  const Seen before = fill_in(first);
  EXPECT_THAT(before.fields, testing::Contains(HasSubstr("SMITH")));
  first.process().signal(SIGKILL);
  EXPECT_TRUE(daemon.log_has("TND130I D001"));
  EXPECT_THAT(daemon.ctl({"show", "D001"}).output, HasSubstr("kept until     2"));
  EXPECT_THAT(daemon.ctl({"command", "D NET,ID=D001,E"}).output,
              HasSubstr("CLIENT = LOST, KEPT UNTIL 2"));

  S3270 back = asking(daemon, "D001");
  ASSERT_TRUE(back.wait_for_text("LONDON")) << back.screen() << daemon.log();
  EXPECT_EQ(seen(back), before);
  EXPECT_TRUE(back.enter("PARIS"));
  EXPECT_TRUE(back.wait_for_text("PARIS")) << "the session goes on";
  EXPECT_THAT(back.screen(), HasSubstr("LONDON"));
  EXPECT_THAT(daemon.ctl({"show", "D001"}).output, HasSubstr("kept until     -"));
}

TEST(Keep, AlsoOnAnotherReactor) {
  Daemon daemon(shop(R"({"seconds": 60})"));
  Company company(daemon);
  S3270 first = asking(daemon, "D001");
  const Seen before = fill_in(first);
  for (int i = 0; i < 4; ++i) {
    company.one_more();
  }
  company.first_leaves();
  first.process().signal(SIGKILL);
  EXPECT_TRUE(daemon.log_has("TND130I D001"));
  for (int i = 0; i < 4; ++i) {  // whichever reactor they come to
    S3270 back = asking(daemon, "D001");
    ASSERT_TRUE(back.wait_for_text("LONDON")) << back.screen() << daemon.log();
    EXPECT_EQ(seen(back), before) << i;
    back.process().signal(SIGKILL);
    EXPECT_TRUE(back.process().finish(seconds(5)));
    company.one_more();
  }
}

TEST(Keep, OtherSizesAndFunctions) {
  Daemon daemon(shop(R"({"seconds": 60, "takeover": "address"})"));
  S3270 first = asking(daemon, "D001");
  const Seen before = fill_in(first);
  S3270 larger = asking(daemon, "D001", {"-model", "3279-4"});
  ASSERT_TRUE(larger.wait_for_text("LONDON")) << larger.screen() << daemon.log();
  EXPECT_EQ(seen(larger).cursor, before.cursor);
  S3270 classic("N:D001@" + daemon.host(), {"-model", "3278-2"});
  ASSERT_TRUE(classic.wait_for_text("LONDON")) << classic.screen() << daemon.log();
  EXPECT_EQ(seen(classic), before);
}

TEST(Keep, AStoppedClientIsTakenOver) {
  Daemon daemon(shop(R"({"takeover": "dead"})"));
  S3270 old = asking(daemon, "D001");
  const Seen before = fill_in(old);
  Company company(daemon);
  company.one_more();
  company.one_more();
  old.process().signal(SIGSTOP);
  std::this_thread::sleep_for(seconds(2));  // it has been silent
  S3270 back = asking(daemon, "D001");
  ASSERT_TRUE(back.wait_for_text("LONDON")) << back.screen() << daemon.log();
  EXPECT_EQ(seen(back), before);
  EXPECT_TRUE(back.enter("PARIS"));
  EXPECT_TRUE(back.wait_for_text("PARIS"));
  old.process().signal(SIGCONT);
  EXPECT_FALSE(old.enter("TOO LATE"));
  EXPECT_THAT(daemon.ctl({"show", "D001"}).output, HasSubstr("ACT/S"));
  EXPECT_THAT(daemon.log(), testing::Not(HasSubstr("TND107E")));
}

TEST(Keep, InTlsForTheSameCertificateOnly) {
  const Certificates certificates;
  Daemon daemon(certificates.on(shop(R"({"seconds": 60, "takeover": "certificate"})"), "any",
                                R"("client_certificate": "optional")"));
  const auto with = [&](const std::string& name) {
    const std::string file = certificates.client(name);
    return S3270("L:D001@localhost:" + std::to_string(daemon.port()),
                 {"-cafile", certificates.ca(), "-certfile", file, "-keyfile", file});
  };
  S3270 joe = with("JOE");
  const Seen before = fill_in(joe);
  S3270 jim = with("JIM");
  EXPECT_TRUE(jim.wait_for_text("D001 is in use")) << jim.screen();
  EXPECT_TRUE(is_refused_in_clear(daemon));
  EXPECT_THAT(daemon.ctl({"show", "D001"}).output, HasSubstr("certificate CN=JOE"));
  S3270 again = with("JOE");
  ASSERT_TRUE(again.wait_for_text("LONDON")) << again.screen() << daemon.log();
  EXPECT_EQ(seen(again), before) << "a living one gives way to the same certificate";
  again.process().signal(SIGKILL);
  EXPECT_TRUE(daemon.log_has("TND130I D001"));
  EXPECT_TRUE(is_refused_in_clear(daemon));
  EXPECT_TRUE(daemon.log_has("a client in clear text gets no session of a client with TLS"));
  S3270 back = with("JOE");
  ASSERT_TRUE(back.wait_for_text("LONDON")) << back.screen() << daemon.log();
  EXPECT_EQ(seen(back), before);
}

// hyperion #100.
TEST(Keep, AThousandRapidReconnectsOfOneLu) {
  Daemon daemon(shop(R"({"seconds": 60, "takeover": "address"})"));
  {
    S3270 first = asking(daemon, "D001");
    fill_in(first);
  }
  doubles::ScriptedTerminal::Manners manners;
  manners.lus = {"D001"};
  for (int round = 0; round < 1'000; ++round) {
    const RawClient client(daemon.port());
    doubles::ScriptedTerminal terminal(manners);
    ASSERT_TRUE(client.talk(terminal, [&] {
      return !terminal.rejects().empty() || (terminal.ready() && !terminal.records().empty());
    })) << round;
    ASSERT_EQ(terminal.lu(), "D001") << round << daemon.log();
  }
  S3270 last = asking(daemon, "D001");
  ASSERT_TRUE(last.wait_for_text("LONDON")) << last.screen();
  EXPECT_THAT(daemon.log(), testing::Not(HasSubstr("TND107E")));
  EXPECT_EQ(daemon.ctl({"kill", "D001"}).status, 0);
  EXPECT_THAT(daemon.ctl({"show", "D001"}).output, HasSubstr("CONCT"));
}

// From all reactors at once: each client that is given D001 is given its session, nobody is left
// without an answer, and in the end there is one owner.
TEST(Keep, ACrowdTakesOneSessionFromEachOther) {
  Daemon daemon(shop(R"({"seconds": 60, "takeover": "address"})"));
  {
    S3270 first = asking(daemon, "D001");
    fill_in(first);
  }
  std::atomic<int> unanswered = 0;
  std::atomic<int> had = 0;
  std::vector<std::thread> crowd;
  for (int one = 0; one < 4; ++one) {
    crowd.emplace_back([&] {
      doubles::ScriptedTerminal::Manners manners;
      manners.lus = {"D001"};
      for (int round = 0; round < 100; ++round) {
        const RawClient client(daemon.port());
        doubles::ScriptedTerminal terminal(manners);
        // False too if somebody takes it before all is said.
        client.talk(terminal, [&] {
          return !terminal.rejects().empty() || (terminal.ready() && !terminal.records().empty());
        });
        had += terminal.lu() == "D001" ? 1 : 0;
        unanswered += terminal.lu().empty() && terminal.rejects().empty() ? 1 : 0;
      }
    });
  }
  for (std::thread& one : crowd) {
    one.join();
  }
  EXPECT_EQ(unanswered, 0);
  EXPECT_GT(had, 100);
  S3270 last = asking(daemon, "D001");
  ASSERT_TRUE(last.wait_for_text("LONDON")) << last.screen() << daemon.log();
  EXPECT_THAT(daemon.log(), testing::Not(HasSubstr("TND107E")));
}

}  // namespace
}  // namespace e2e
