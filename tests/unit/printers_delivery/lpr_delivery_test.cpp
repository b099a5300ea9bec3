#include "printers/delivery/lpr_delivery.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "printers/delivery/no_broken_pipes.h"
#include "tests/unit/printers_delivery/printer_double.h"
#include "tests/unit/printers_delivery/sent_job.h"

namespace printers {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::StartsWith;
using What = DeliveryResult::What;
using Probed = ProbeResult::What;
using Clock = std::chrono::steady_clock;

constexpr config::Ticks kSoon = milliseconds(300);
constexpr config::Ticks kAtOnce = milliseconds(100);
constexpr std::size_t kMuch = 16U << 20U;
const std::string kYes(1, '\0');

config::DeliverySettings queue_at(std::uint16_t port) {
  config::DeliverySettings settings;
  settings.host = "127.0.0.1";
  settings.port = port;
  settings.queue = "lp";
  settings.host_name = "gate";
  settings.user = "joe";
  settings.job_name = "job";
  settings.connect = std::chrono::seconds(5);
  settings.answer = std::chrono::seconds(10);
  return settings;
}

const std::string kControlFile = "Hgate\nPjoe\nJjob\nldfA012gate\nUdfA012gate\nNPRT1.job 12\n";

// As a spooler does that agrees so far.
void take_control_file(Visit& visit) {
  static_cast<void>(visit.read_to('\n'));
  visit.say(kYes);
  static_cast<void>(visit.read_to('\n'));
  visit.say(kYes);
  static_cast<void>(visit.read(kControlFile.size() + 1));
  visit.say(kYes);
}

DeliveryResult deliver_to(const config::DeliverySettings& settings, const std::string& bytes) {
  const NoBrokenPipes quiet;
  const SentJob job(bytes);
  const StopOrder order;
  Progress progress;
  return deliver_lpr(lu_of(config::LuType::Lpr, settings), job.parcel(), order.stop(), progress);
}

// A spooler that does everything right but what `answers` says: the k-th acknowledgement is its
// k-th element, and behind the last one the connection ends.
class Spooler {
 public:
  explicit Spooler(std::vector<std::string> answers,
                   PrinterDouble::Keeps keeps = PrinterDouble::Keeps::Much)
      : answers_(std::move(answers)), double_([this](Visit& visit) { serve(visit); }, keeps) {}
  [[nodiscard]] std::uint16_t port() const { return double_.port(); }
  // What was said, with each command on a line of its own and the job's bytes as they are.
  [[nodiscard]] std::string heard() const {
    static_cast<void>(double_.visits(1));
    return double_.noted();
  }
  static constexpr const char* kReset = "reset";
  static constexpr const char* kSilent = "silent";
  static constexpr const char* kUntilEnd = "until end";  // no word; waits for the other's end

 private:
  bool answer(Visit& visit) {
    if (next_ == answers_.size()) {
      return false;
    }
    const std::string& text = answers_[next_++];
    if (text == kReset) {
      visit.reset();
      return false;
    }
    if (text == kSilent) {
      visit.sleep();
      return false;
    }
    if (text == kUntilEnd) {
      double_.note("[" + visit.read_all() + "]");
      return false;
    }
    visit.say(text);
    return text.starts_with(kYes);  // who refuses closes
  }

  void serve(Visit& visit) {
    double_.note(visit.read_to('\n') + "\n");
    while (answer(visit)) {
      const std::string command = visit.read_to('\n');
      if (command.empty()) {
        return;
      }
      double_.note(command + "\n");
      const std::size_t count = std::stoul(command.substr(1));
      if (!answer(visit)) {
        return;
      }
      double_.note(visit.read(count));
      double_.note(visit.read(1) == kYes ? "|" : "!");
    }
  }

  std::vector<std::string> answers_;
  std::size_t next_ = 0;
  PrinterDouble double_;
};

TEST(LprDelivery, SaysQueueControlFileAndBytesEachWithItsCount) {
  const Spooler spooler({kYes, kYes, kYes, kYes, kYes});
  const DeliveryResult result = deliver_to(queue_at(spooler.port()), "a page");
  EXPECT_EQ(result.what, What::Printed) << result.why;
  EXPECT_EQ(result.where, "lp:dfA012gate");
  EXPECT_EQ(result.sent, 6U);
  EXPECT_EQ(spooler.heard(), "\2lp\n\2" + std::to_string(kControlFile.size()) + " cfA012gate\n" +
                                 kControlFile + "|\3" + "6 dfA012gate\na page|");
}

TEST(LprDelivery, SaysTheBytesFirstWhereThatIsWanted) {
  const Spooler spooler({kYes, kYes, kYes, kYes, kYes});
  config::DeliverySettings settings = queue_at(spooler.port());
  settings.control = config::ControlFile::Last;
  EXPECT_EQ(deliver_to(settings, "a page").what, What::Printed);
  EXPECT_THAT(spooler.heard(), StartsWith("\2lp\n\3"
                                          "6 dfA012gate\na page|\2"));
}

TEST(LprDelivery, SkipsALineFeedBehindEachAcknowledgement) {
  const std::string yes = kYes + "\n";
  const Spooler spooler({yes, yes, yes, yes, yes});
  EXPECT_EQ(deliver_to(queue_at(spooler.port()), std::string(200'000, 'x')).what, What::Printed);
}

TEST(LprDelivery, TakesAnAcknowledgementThatComesBeforeAllWasRead) {
  PrinterDouble printer(
      [](Visit& visit) {
        take_control_file(visit);
        static_cast<void>(visit.read_to('\n'));
        visit.say(kYes + "\n");
        std::this_thread::sleep_for(milliseconds(50));
        visit.say(kYes);
        static_cast<void>(visit.read(kMuch + 1));
        visit.sleep();
      },
      PrinterDouble::Keeps::Little);
  EXPECT_EQ(deliver_to(queue_at(printer.port()), std::string(kMuch, 'x')).what, What::Printed);
}

TEST(LprDelivery, NeverSendsAnEmptyJob) {
  const Spooler spooler({});
  const DeliveryResult result = deliver_to(queue_at(spooler.port()), "");
  EXPECT_EQ(result.what, What::Printed);
  EXPECT_THAT(result.why, HasSubstr("empty"));
}

struct Refusal {
  std::string answer;
  What what;
  std::string why;
};

class LprRefusal : public testing::TestWithParam<Refusal> {};

TEST_P(LprRefusal, IsToldWithItsCodeAndText) {
  for (std::size_t step = 0; step < 5; ++step) {
    std::vector<std::string> answers(step, kYes);
    answers.push_back(GetParam().answer);
    const Spooler spooler(answers);
    const DeliveryResult result = deliver_to(queue_at(spooler.port()), "a page");
    EXPECT_EQ(result.what, GetParam().what) << step << ": " << result.why;
    EXPECT_THAT(result.why, StartsWith("queue lp at 127.0.0.1 port " +
                                       std::to_string(spooler.port()) + GetParam().why));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Codes, LprRefusal,
    testing::Values(
        Refusal{"\1", What::Retry, " does not accept jobs (answer 1)"},
        Refusal{"\2disk\nfull\n", What::Retry, " has no room for it now (answer 2): disk full"},
        Refusal{"\3no such queue\n", What::Failed, " refuses it (answer 3): no such queue"},
        Refusal{"lpd: no access\n", What::Retry, " does not take it: lpd: no access"}));

TEST(LprDelivery, HearsARefusalWithinTheJob) {
  PrinterDouble printer(
      [](Visit& visit) {
        for (const std::size_t size : {kControlFile.size() + 1, std::size_t{0}}) {
          static_cast<void>(visit.read_to('\n'));
          visit.say(kYes);
          if (size > 0) {
            static_cast<void>(visit.read_to('\n'));
            visit.say(kYes);
            static_cast<void>(visit.read(size));
            visit.say(kYes);
          }
        }
        static_cast<void>(visit.read(1000));
        visit.say("\2disk full");
        visit.half_close();
        visit.sleep();
      },
      PrinterDouble::Keeps::Little);
  const DeliveryResult result = deliver_to(queue_at(printer.port()), std::string(kMuch, 'x'));
  EXPECT_EQ(result.what, What::Retry);
  EXPECT_THAT(result.why, HasSubstr("no room for it now (answer 2): disk full"));
}

TEST(LprDelivery, TriesAgainWhenTheConnectionEndsBeforeTheLastAcknowledgement) {
  for (const char* how : {"", Spooler::kReset}) {
    for (std::size_t step = 0; step < 4; ++step) {
      std::vector<std::string> answers(step, kYes);
      if (*how != '\0') {
        answers.emplace_back(how);
      }
      const Spooler spooler(answers);
      const DeliveryResult result = deliver_to(queue_at(spooler.port()), "a page");
      EXPECT_EQ(result.what, What::Retry) << step << how << ": " << result.why;
    }
  }
}

TEST(LprDelivery, TriesAgainWhenTheSpoolerBreaksOffWithinTheBytes) {
  PrinterDouble printer(
      [](Visit& visit) {
        take_control_file(visit);
        static_cast<void>(visit.read_to('\n'));
        visit.say(kYes);
        static_cast<void>(visit.read(5000));
      },
      PrinterDouble::Keeps::Little);
  const DeliveryResult result = deliver_to(queue_at(printer.port()), std::string(kMuch, 'x'));
  EXPECT_EQ(result.what, What::Retry);
  EXPECT_THAT(result.why, HasSubstr("broke the connection after"));
}

TEST(LprDelivery, ForgivesAMissingLastAcknowledgement) {
  const Spooler spooler({kYes, kYes, kYes, kYes});
  const DeliveryResult result = deliver_to(queue_at(spooler.port()), "a page");
  EXPECT_EQ(result.what, What::Printed);
  EXPECT_THAT(result.why, HasSubstr("closed without the last acknowledgement"));
}

TEST(LprDelivery, ClosesFirstWhenTheLastAcknowledgementDoesNotCome) {
  const Spooler spooler({kYes, kYes, kYes, kYes, Spooler::kUntilEnd});
  config::DeliverySettings settings = queue_at(spooler.port());
  settings.answer = kSoon;
  EXPECT_EQ(deliver_to(settings, "a page").what, What::Printed);
}

TEST(LprDelivery, DoesNotKnowWhenAllWasTakenAndNothingFollows) {
  for (const char* how : {Spooler::kSilent, Spooler::kReset}) {
    const Spooler spooler({kYes, kYes, kYes, kYes, how});
    config::DeliverySettings settings = queue_at(spooler.port());
    settings.answer = kSoon;
    const DeliveryResult result = deliver_to(settings, "a page");
    EXPECT_EQ(result.what, What::Unknown) << how << result.why;
    EXPECT_THAT(result.why, HasSubstr("has taken all bytes, but"));
  }
}

TEST(LprDelivery, TriesAgainWhenASpoolerIsSilentBefore) {
  for (std::size_t step = 0; step < 4; ++step) {
    std::vector<std::string> answers(step, kYes);
    answers.emplace_back(Spooler::kSilent);
    const Spooler spooler(answers);
    config::DeliverySettings settings = queue_at(spooler.port());
    settings.answer = kSoon / 3;
    const DeliveryResult result = deliver_to(settings, "a page");
    EXPECT_EQ(result.what, What::Retry) << step;
    EXPECT_THAT(result.why, HasSubstr("gave no answer to"));
  }
}

TEST(LprDelivery, StopsAtOnceAtEachWait) {
  for (std::size_t step = 0; step < 5; ++step) {
    std::vector<std::string> answers(step, kYes);
    answers.emplace_back(Spooler::kSilent);
    const Spooler spooler(answers);
    const SentJob job("a page");
    const StopOrder order;
    Progress progress;
    auto delivery = std::async(std::launch::async, [&] {
      return deliver_lpr(lu_of(config::LuType::Lpr, queue_at(spooler.port())), job.parcel(),
                         order.stop(), progress);
    });
    std::this_thread::sleep_for(milliseconds(100));
    const Clock::time_point begun = Clock::now();
    order.give();
    EXPECT_EQ(delivery.get().what, step < 4 ? What::Stopped : What::Unknown) << step;
    EXPECT_LT(Clock::now() - begun, kAtOnce);
  }
}

ProbeResult probe_at(const config::DeliverySettings& settings) {
  const StopOrder order;
  return probe_lpr(lu_of(config::LuType::Lpr, settings), order.stop());
}

TEST(LprProbe, AsksForTheQueueAndLeaves) {
  const Spooler spooler({kYes, kYes});
  EXPECT_EQ(probe_at(queue_at(spooler.port())).what, Probed::Ready);
  EXPECT_EQ(spooler.heard(), "\2lp\n");
}

TEST(LprProbe, TellsARefusedQueueASilentSpoolerAndNone) {
  const Spooler refusing({"\3no such queue"});
  EXPECT_EQ(probe_at(queue_at(refusing.port())).what, Probed::Rejected);
  const Spooler leaving({});
  EXPECT_EQ(probe_at(queue_at(leaving.port())).what, Probed::Rejected);
  const Spooler silent({Spooler::kSilent});
  EXPECT_EQ(probe_at(queue_at(silent.port())).what, Probed::Silent);
  EXPECT_EQ(probe_at(queue_at(closed_port())).what, Probed::Refused);
}

}  // namespace
}  // namespace printers
