#include "printers/delivery/command_delivery.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <thread>

#include "printers/delivery/last_line.h"
#include "printers/delivery/no_broken_pipes.h"
#include "tests/unit/printers_delivery/sent_job.h"

namespace printers {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using testing::HasSubstr;
using What = DeliveryResult::What;
using Clock = std::chrono::steady_clock;

constexpr milliseconds kAtOnce(100);

class CommandDelivery : public testing::Test {
 protected:
  CommandDelivery() {
    std::string pattern = (fs::temp_directory_path() / "tn3270d-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~CommandDelivery() override { fs::remove_all(folder_); }

  static config::LuSettings lu(const std::vector<std::string>& command,
                               config::Ticks answer = std::chrono::seconds(10)) {
    config::DeliverySettings settings;
    settings.command = command;
    settings.answer = answer;
    return lu_of(config::LuType::Command, settings);
  }
  // A script of sh, with the folder as $1.
  [[nodiscard]] std::vector<std::string> script(const std::string& text) const {
    return {"/bin/sh", "-c", text, "sh", folder_.string()};
  }
  DeliveryResult run(const std::string& text, const std::string& bytes = "a page",
                     config::Ticks answer = std::chrono::seconds(10)) {
    const NoBrokenPipes quiet;
    SentJob job(bytes);
    job.parcel().facts.application = config::ApplId::parse("PAYAPPL");
    job.parcel().facts.submitter = "T001";
    const StopOrder order;
    return deliver_command(lu(script(text), answer), job.parcel(), order.stop(), progress_);
  }
  [[nodiscard]] std::string text_of(const std::string& name) const {
    std::ifstream in(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  void wait_for(const std::string& name) const {
    while (!fs::exists(folder_ / name)) {
      std::this_thread::sleep_for(milliseconds(5));
    }
  }

  fs::path folder_;
  Progress progress_;
};

TEST_F(CommandDelivery, GivesTheJobToAProgram) {
  std::string bytes(3'000'001, '\0');
  bytes += "end";
  const DeliveryResult result = run("cat >$1/out; echo 'request id is lp-7'", bytes);
  EXPECT_EQ(result.what, What::Printed) << result.why;
  EXPECT_EQ(result.why, "request id is lp-7");
  EXPECT_EQ(result.sent, bytes.size());
  EXPECT_EQ(progress_.sent, bytes.size());
  EXPECT_TRUE(text_of("out") == bytes);
}

TEST_F(CommandDelivery, RunsForAnEmptyJobToo) {
  EXPECT_EQ(run("cat >$1/out", "").what, What::Printed);
  EXPECT_TRUE(fs::exists(folder_ / "out"));
}

TEST_F(CommandDelivery, TellsTheProgramAboutTheJob) {
  ::setenv("TN3270D_LU", "somebody else's", 1);
  ::setenv("TN3270D_WERROR", "ON", 1);  // as the CI has it
  EXPECT_EQ(run("env | grep TN3270D | sort >$1/out").what, What::Printed);
  ::unsetenv("TN3270D_LU");
  ::unsetenv("TN3270D_WERROR");
  EXPECT_EQ(text_of("out"),
            "TN3270D_APPLICATION=PAYAPPL\nTN3270D_BYTES=6\nTN3270D_JOB=12\nTN3270D_LU=PRT1\n"
            "TN3270D_NAME=PRT1.job 12\nTN3270D_SEQUENCE=7\nTN3270D_SUBMITTER=T001\n");
}

TEST_F(CommandDelivery, HasNoShellAndNothingOfOursOpen) {
  {
    const NoBrokenPipes quiet;  // echo may have ended before it is told anything
    const SentJob job("x");
    const StopOrder order;
    const DeliveryResult result = deliver_command(lu({"/bin/echo", "$HOME", ";", "a b"}),
                                                  job.parcel(), order.stop(), progress_);
    EXPECT_EQ(result.why, "$HOME ; a b");
  }
  EXPECT_EQ(run("for i in $(seq 3 99); do [ -e /proc/$$/fd/$i ] && exit 9; done; exit 0").what,
            What::Printed);
  EXPECT_THAT(run("grep SigBlk /proc/self/status").why, testing::EndsWith("0000000000000000"));
}

TEST_F(CommandDelivery, IsPrintedByAProgramThatReadsOnlyTheBeginning) {
  EXPECT_EQ(run("head -c 10 >$1/out", std::string(1'000'000, 'x')).what, What::Printed);
}

TEST_F(CommandDelivery, IsJudgedByTheStatusAndTheLastLineOfErrors) {
  DeliveryResult result = run("cat >/dev/null; echo one >&2; echo 'no paper' >&2; exit 3");
  EXPECT_EQ(result.what, What::Retry);
  EXPECT_EQ(result.why, "/bin/sh has ended with status 3: no paper");
  EXPECT_EQ(run("exit 126").what, What::Failed);
  result = run("no-such-program-here");
  EXPECT_EQ(result.what, What::Failed);
  EXPECT_THAT(result.why, HasSubstr("status 127: "));
  result = run("kill -9 $$");
  EXPECT_EQ(result.what, What::Retry);
  EXPECT_THAT(result.why, HasSubstr("ended by signal 9"));
}

TEST_F(CommandDelivery, FailsWhereThereIsNoProgram) {
  const SentJob job("x");
  const StopOrder order;
  const config::LuSettings none = lu({(folder_ / "none").string()});
  const DeliveryResult result = deliver_command(none, job.parcel(), order.stop(), progress_);
  EXPECT_EQ(result.what, What::Failed);
  EXPECT_THAT(result.why, HasSubstr("none: No such file or directory"));
  EXPECT_EQ(probe_command(none).what, ProbeResult::What::Rejected);
  EXPECT_EQ(probe_command(lu({"/bin/sh"})).what, ProbeResult::What::Ready);
}

TEST_F(CommandDelivery, ReadsAProgramThatTalksWithoutEnd) {
  EXPECT_EQ(run("yes complaint | head -c 1000000 >&2; yes | head -c 1000000; cat >/dev/null",
                std::string(1'000'000, 'x'))
                .what,
            What::Printed);
}

TEST_F(CommandDelivery, DoesNotWaitForAGrandchildThatKeepsItsOutput) {
  const Clock::time_point begun = Clock::now();
  EXPECT_EQ(run("cat >/dev/null; sleep 3 & exit 0").what, What::Printed);
  EXPECT_LT(Clock::now() - begun, std::chrono::seconds(2));
}

TEST_F(CommandDelivery, KillsAProgramThatDoesNothingForTooLong) {
  DeliveryResult result = run("sleep 100", std::string(1'000'000, 'x'), milliseconds(200));
  EXPECT_EQ(result.what, What::Retry);
  EXPECT_THAT(result.why, HasSubstr("did nothing for 0.2 s"));
  result = run("cat >/dev/null; sleep 100", "a page", milliseconds(200));
  EXPECT_EQ(result.what, What::Unknown);
}

TEST_F(CommandDelivery, StopsAtOnceWithItsWholeGroup) {
  const SentJob job(std::string(1'000'000, 'x'));
  const StopOrder order;
  auto delivery = std::async(std::launch::async, [&] {
    return deliver_command(
        lu(script("trap '' TERM; sh -c 'trap \"\" TERM; sleep 2; touch '$1/late & "
                  "touch $1/begun; wait")),
        job.parcel(), order.stop(), progress_);
  });
  wait_for("begun");
  const Clock::time_point begun = Clock::now();
  order.give();
  EXPECT_EQ(delivery.get().what, What::Stopped);
  EXPECT_LT(Clock::now() - begun, kAtOnce);
  std::this_thread::sleep_for(milliseconds(2200));
  EXPECT_FALSE(fs::exists(folder_ / "late"));
}

TEST(LastLine, IsTheLastThatSaysSomething) {
  LastLine said;
  EXPECT_EQ(said.line(), "");
  said.feed("one\ntw");
  EXPECT_EQ(said.line(), "tw");
  said.feed("o\r\n\n  \n");
  EXPECT_EQ(said.line(), "two");
  said.feed("\a three\x1B[1m");
  EXPECT_EQ(said.line(), "three [1m");
  said.feed(std::string(1000, 'x'));
  EXPECT_EQ(said.line().size(), 300U);
}

}  // namespace
}  // namespace printers
