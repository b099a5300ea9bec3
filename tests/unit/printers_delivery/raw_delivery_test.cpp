#include "printers/delivery/raw_delivery.h"

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
using What = DeliveryResult::What;
using Probed = ProbeResult::What;
using Clock = std::chrono::steady_clock;

constexpr config::Ticks kSoon = milliseconds(300);
constexpr config::Ticks kAtOnce = milliseconds(100);
// More than the kernel keeps for one who does not read.
constexpr std::size_t kMuch = 16U << 20U;

config::LuSettings direct_to(std::uint16_t port, config::Ticks answer = std::chrono::seconds(10)) {
  config::DeliverySettings settings;
  settings.host = "127.0.0.1";
  settings.port = port;
  settings.connect = std::chrono::seconds(5);
  settings.answer = answer;
  return lu_of(config::LuType::Direct, settings);
}

std::string pattern_of(std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t at = 0; at < size; ++at) {
    bytes[at] = static_cast<char>(at * 131 >> 4U);
  }
  return bytes;
}

struct Outcome {
  DeliveryResult result;
  std::uint64_t progress = 0;
};

Outcome deliver_to(std::uint16_t port, const std::string& bytes,
                   config::Ticks answer = std::chrono::seconds(10)) {
  const NoBrokenPipes quiet;
  const SentJob job(bytes);
  const StopOrder order;
  Progress progress;
  DeliveryResult result =
      deliver_raw(direct_to(port, answer), job.parcel(), order.stop(), progress);
  return {result, progress.sent};
}

// Delivers, and gives the order to stop once `ready`; the result, and how long it took to come.
std::pair<DeliveryResult, milliseconds> stopped(std::uint16_t port, const std::string& bytes,
                                                const std::function<bool(std::uint64_t)>& ready) {
  const SentJob job(bytes);
  const StopOrder order;
  Progress progress;
  auto delivery = std::async(std::launch::async, [&] {
    const NoBrokenPipes quiet;
    return deliver_raw(direct_to(port), job.parcel(), order.stop(), progress);
  });
  while (!ready(progress.sent)) {
    std::this_thread::sleep_for(milliseconds(1));
  }
  const Clock::time_point begun = Clock::now();
  order.give();
  DeliveryResult result = delivery.get();
  return {result, std::chrono::duration_cast<milliseconds>(Clock::now() - begun)};
}

TEST(RawDelivery, SendsEveryByteAndTrustsTheCloseThatFollows) {
  const std::string bytes = pattern_of(300'000);
  std::string heard;
  PrinterDouble printer([&](Visit& visit) { heard = visit.read_all(); });
  const Outcome outcome = deliver_to(printer.port(), bytes);
  EXPECT_EQ(outcome.result.what, What::Printed) << outcome.result.why;
  EXPECT_EQ(outcome.result.sent, bytes.size());
  EXPECT_EQ(outcome.progress, bytes.size());
  EXPECT_EQ(printer.visits(1), 1U);
  EXPECT_TRUE(heard == bytes);
}

TEST(RawDelivery, TakesMuchTimeFromAPrinterThatReadsSlowly) {
  const std::string bytes = pattern_of(1U << 20U);
  std::string heard;
  PrinterDouble printer(
      [&](Visit& visit) {
        for (int pause = 0; pause < 4; ++pause) {
          heard += visit.read(200'000);
          std::this_thread::sleep_for(kSoon / 2);
        }
        heard += visit.read_all();
      },
      PrinterDouble::Keeps::Little);
  const Outcome outcome = deliver_to(printer.port(), bytes, kSoon);
  EXPECT_EQ(outcome.result.what, What::Printed) << outcome.result.why;
  EXPECT_EQ(printer.visits(1), 1U);
  EXPECT_TRUE(heard == bytes);
}

TEST(RawDelivery, ReadsWhatAPrinterSaysMeanwhileAndAfterwards) {
  const std::string bytes = pattern_of(kMuch);
  std::size_t heard = 0;
  PrinterDouble printer([&](Visit& visit) {
    // Far more than one who does not listen would keep.
    for (int line = 0; line < 64; ++line) {
      visit.say(std::string(65'536, 's'));
      heard += visit.read(1000).size();
    }
    heard += visit.read_all().size();
    visit.say("@PJL USTATUS JOB\r\nEND\r\n");
  });
  EXPECT_EQ(deliver_to(printer.port(), bytes).result.what, What::Printed);
  EXPECT_EQ(printer.visits(1), 1U);
  EXPECT_EQ(heard, bytes.size());
}

TEST(RawDelivery, WaitsForBytesThatAnEarlyHalfCloseLeavesOnTheWay) {
  const std::string bytes = pattern_of(kMuch);
  std::size_t heard = 0;
  PrinterDouble printer(
      [&](Visit& visit) {
        visit.half_close();
        std::this_thread::sleep_for(kSoon);
        heard = visit.read_all().size();
      },
      PrinterDouble::Keeps::Little);
  EXPECT_EQ(deliver_to(printer.port(), bytes).result.what, What::Printed);
  EXPECT_EQ(printer.visits(1), 1U);
  EXPECT_EQ(heard, bytes.size());
}

TEST(RawDelivery, TriesAgainWhenThePrinterResetsWithinAJob) {
  PrinterDouble printer(
      [](Visit& visit) {
        static_cast<void>(visit.read(100'000));
        visit.reset();
      },
      PrinterDouble::Keeps::Little);
  const Outcome outcome = deliver_to(printer.port(), pattern_of(kMuch));
  EXPECT_EQ(outcome.result.what, What::Retry);
  EXPECT_THAT(outcome.result.why, HasSubstr("127.0.0.1 port " + std::to_string(printer.port()) +
                                            " broke the connection after"));
  EXPECT_LT(outcome.result.sent, kMuch);
}

TEST(RawDelivery, TriesAgainWhenThePrinterClosesWithinAJob) {
  PrinterDouble printer([](Visit& visit) { static_cast<void>(visit.read(10)); },
                        PrinterDouble::Keeps::Little);
  EXPECT_EQ(deliver_to(printer.port(), pattern_of(kMuch)).result.what, What::Retry);
}

TEST(RawDelivery, DoesNotKnowWhenAllWasTakenAndThePrinterResets) {
  PrinterDouble printer([](Visit& visit) {
    static_cast<void>(visit.read_all());
    visit.reset();
  });
  const Outcome outcome = deliver_to(printer.port(), "a page");
  EXPECT_EQ(outcome.result.what, What::Unknown);
  EXPECT_THAT(outcome.result.why, HasSubstr("has taken all bytes, but broke the connection"));
}

TEST(RawDelivery, DoesNotKnowWhenThePrinterNeverCloses) {
  PrinterDouble printer([](Visit& visit) { visit.sleep(); });
  const Outcome outcome = deliver_to(printer.port(), "a page", kSoon);
  EXPECT_EQ(outcome.result.what, What::Unknown);
  EXPECT_THAT(outcome.result.why, HasSubstr("did not close the connection within 0.3 s"));
}

TEST(RawDelivery, TriesAgainWhenNothingIsTakenForTooLong) {
  PrinterDouble printer([](Visit& visit) { visit.sleep(); }, PrinterDouble::Keeps::Little);
  const Outcome outcome = deliver_to(printer.port(), pattern_of(kMuch), kSoon);
  EXPECT_EQ(outcome.result.what, What::Retry);
  EXPECT_THAT(outcome.result.why, HasSubstr("took nothing for 0.3 s"));
}

TEST(RawDelivery, SaysWhereNobodyListens) {
  const std::uint16_t port = closed_port();
  const Outcome outcome = deliver_to(port, "a page");
  EXPECT_EQ(outcome.result.what, What::Retry);
  EXPECT_EQ(outcome.result.why,
            "cannot connect to 127.0.0.1 port " + std::to_string(port) + ": Connection refused");
  EXPECT_EQ(outcome.result.sent, 0U);
}

TEST(RawDelivery, SendsNothingOfAnEmptyJob) {
  PrinterDouble printer([](Visit&) {});
  EXPECT_EQ(deliver_to(printer.port(), "").result.what, What::Printed);
  EXPECT_EQ(printer.visits(), 0U);
}

TEST(RawDelivery, DoesNotCallACutFilePrinted) {
  PrinterDouble printer([](Visit& visit) { static_cast<void>(visit.read_all()); });
  SentJob job("a page");
  job.parcel().size = 100;
  const StopOrder order;
  Progress progress;
  const DeliveryResult result =
      deliver_raw(direct_to(printer.port()), job.parcel(), order.stop(), progress);
  EXPECT_EQ(result.what, What::Retry);
  EXPECT_THAT(result.why, HasSubstr("could not be read after 6 of 100 bytes"));
}

TEST(RawDelivery, StopsAtOnceWhileNothingIsTaken) {
  PrinterDouble printer([](Visit& visit) { visit.sleep(); }, PrinterDouble::Keeps::Little);
  const auto [result, took] =
      stopped(printer.port(), pattern_of(kMuch), [before = std::uint64_t{0}](auto sent) mutable {
        std::this_thread::sleep_for(milliseconds(50));
        return sent > 0 && std::exchange(before, sent) == sent;
      });
  EXPECT_EQ(result.what, What::Stopped);
  EXPECT_LT(took, kAtOnce);
}

TEST(RawDelivery, StopsAtOnceWhileEverythingIsTaken) {
  PrinterDouble printer([](Visit& visit) { static_cast<void>(visit.read_all()); });
  const auto [result, took] = stopped(printer.port(), std::string(std::size_t{256} << 20U, 'x'),
                                      [](auto sent) { return sent > 0; });
  EXPECT_EQ(result.what, What::Stopped);
  EXPECT_LT(took, kAtOnce);
}

TEST(RawDelivery, DoesNotKnowWhenItIsStoppedBeforeTheClose) {
  PrinterDouble printer([](Visit& visit) {
    static_cast<void>(visit.read_all());
    visit.sleep();
  });
  const auto [result, took] = stopped(printer.port(), "a page", [](auto sent) {
    std::this_thread::sleep_for(milliseconds(50));
    return sent == 6;
  });
  EXPECT_EQ(result.what, What::Unknown);
  EXPECT_LT(took, kAtOnce);
}

TEST(RawDelivery, StopsAtOnceAtAPrinterThatTalksWithoutEnd) {
  PrinterDouble printer([over = false](Visit& visit) mutable {
    for (int line = 0; line < 100'000 && !over; ++line) {
      visit.say(std::string(1000, 's'));
    }
  });
  const auto [result, took] =
      stopped(printer.port(), "a page", [](auto sent) { return sent == 6; });
  EXPECT_NE(result.what, What::Printed);
  EXPECT_LT(took, kAtOnce);
}

ProbeResult probe_at(std::uint16_t port) {
  const StopOrder order;
  return probe_raw(direct_to(port), order.stop());
}

TEST(RawProbe, TellsAFreePrinterWithoutSendingAByte) {
  std::string heard = "nothing yet";
  PrinterDouble printer([&](Visit& visit) { heard = visit.read_all(); });
  const ProbeResult found = probe_at(printer.port());
  EXPECT_EQ(found.what, Probed::Ready) << found.detail;
  EXPECT_EQ(printer.visits(1), 1U);
  EXPECT_EQ(heard, "");
}

TEST(RawProbe, TellsWhereNobodyListens) {
  const ProbeResult found = probe_at(closed_port());
  EXPECT_EQ(found.what, Probed::Refused);
  EXPECT_THAT(found.detail, HasSubstr("Connection refused"));
}

TEST(RawProbe, TellsOneThatThrowsUsOut) {
  PrinterDouble printer([](Visit& visit) { visit.reset(); });
  EXPECT_EQ(probe_at(printer.port()).what, Probed::Rejected);
}

TEST(RawProbe, TellsABusyOneInTimeForWhoAsked) {
  PrinterDouble printer([](Visit& visit) { visit.sleep(); });
  const Clock::time_point begun = Clock::now();
  const ProbeResult found = probe_at(printer.port());
  EXPECT_EQ(found.what, Probed::Silent);
  EXPECT_LT(Clock::now() - begun, config::limits::kPrinterTest);
}

}  // namespace
}  // namespace printers
