#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "printers/delivery/lpr_delivery.h"
#include "printers/delivery/no_broken_pipes.h"
#include "printers/delivery/raw_delivery.h"
#include "tests/unit/printers_delivery/printer_double.h"
#include "tests/unit/printers_delivery/sent_job.h"
#include "tests/unit/printers_delivery/tls_double.h"

// Raw and LPR deliveries by TLS, to printers that break it.
namespace printers {
namespace {

using testing::HasSubstr;
using What = DeliveryResult::What;
using Probed = ProbeResult::What;

config::LuSettings printer_at(config::LuType type, std::uint16_t port) {
  config::DeliverySettings settings;
  settings.host = "127.0.0.1";
  settings.port = port;
  settings.queue = "lp";
  settings.tls = config::DeliveryTls::Implicit;
  settings.connect = std::chrono::milliseconds(300);
  settings.answer = std::chrono::seconds(10);
  return lu_of(type, settings);
}

struct Outcome {
  DeliveryResult result;
  std::uint64_t progress = 0;
};

Outcome deliver_to(std::uint16_t port, const std::string& bytes,
                   const MakeTls& tls = TlsDouble::maker()) {
  const NoBrokenPipes quiet;
  const SentJob job(bytes);
  const StopOrder order;
  Progress progress;
  DeliveryResult result = deliver_raw(printer_at(config::LuType::Direct, port), job.parcel(),
                                      order.stop(), progress, tls);
  return {result, progress.sent};
}

void greet(Visit& visit) {
  EXPECT_EQ(visit.read(1), "?");
  visit.say("!");
}

TEST(TlsDelivery, SealsEveryByteAndSaysTheEnd) {
  const std::string bytes = every_byte(300'000);
  Unsealed heard;
  PrinterDouble printer([&](Visit& visit) {
    greet(visit);
    heard = unseal(visit.read_all());
    visit.say(sealed_end());
  });
  const Outcome outcome = deliver_to(printer.port(), bytes);
  EXPECT_EQ(outcome.result.what, What::Printed) << outcome.result.why;
  EXPECT_EQ(outcome.result.why, "");
  EXPECT_EQ(outcome.result.sent, bytes.size());
  EXPECT_EQ(outcome.progress, bytes.size());
  EXPECT_EQ(printer.visits(1), 1U);
  EXPECT_TRUE(heard.text == bytes);
  EXPECT_TRUE(heard.ended);
}

TEST(TlsDelivery, NotesAnEndWithoutTheEndOfTls) {
  PrinterDouble printer([](Visit& visit) {
    greet(visit);
    visit.read_all();
  });
  const Outcome outcome = deliver_to(printer.port(), "a page");
  EXPECT_EQ(outcome.result.what, What::Printed);
  EXPECT_THAT(outcome.result.why, HasSubstr("closed without the end of TLS"));
}

TEST(TlsDelivery, TriesAgainWhereClearTextIsSpoken) {
  PrinterDouble closes([](Visit& visit) { visit.read(1); });
  EXPECT_THAT(deliver_to(closes.port(), "a page").result.why,
              HasSubstr("closed the connection instead of TLS; it may speak clear text"));
  PrinterDouble silent([](Visit& visit) { visit.sleep(); });
  EXPECT_THAT(deliver_to(silent.port(), "a page").result.why,
              HasSubstr("says nothing of TLS; it may speak clear text"));
  PrinterDouble talks([](Visit& visit) {
    visit.say("lpd: no access\n");
    visit.sleep();
  });
  const DeliveryResult result = deliver_to(talks.port(), "a page").result;
  EXPECT_EQ(result.what, What::Retry);
  EXPECT_THAT(result.why, HasSubstr(": this is not TLS"));
}

TEST(TlsDelivery, FailsForAPrinterThatIsNotTrustedAndTellsItNothing) {
  std::string heard;
  PrinterDouble printer([&](Visit& visit) {
    visit.say("N");
    heard = visit.read_all();
  });
  const DeliveryResult result = deliver_to(printer.port(), "a secret").result;
  EXPECT_EQ(result.what, What::Failed);
  EXPECT_THAT(result.why, HasSubstr("the certificate is not that of the printer"));
  EXPECT_EQ(printer.visits(1), 1U);
  EXPECT_EQ(heard, "?alert");
}

TEST(TlsDelivery, FailsWithoutItsFiles) {
  const MakeTls broken = [](const config::DeliverySettings&) { return "'ca.pem' is empty"; };
  const DeliveryResult result = deliver_to(closed_port(), "a page", broken).result;
  EXPECT_EQ(result.what, What::Failed);
  EXPECT_EQ(result.why, "'ca.pem' is empty");
  EXPECT_EQ(deliver_to(closed_port(), "a page", {}).result.what, What::Failed);
}

TEST(TlsDelivery, SaysHowMuchWasTakenBeforeABreak) {
  PrinterDouble printer([](Visit& visit) {
    greet(visit);
    visit.read(1'000'000);
    visit.reset();
  });
  const std::string bytes = every_byte(16U << 20U);
  const DeliveryResult result = deliver_to(printer.port(), bytes).result;
  EXPECT_EQ(result.what, What::Retry);
  EXPECT_THAT(result.why, HasSubstr("broke the connection after"));
  EXPECT_LT(result.sent, bytes.size());
}

TEST(TlsDelivery, TriesAgainAfterAFaultOfTls) {
  PrinterDouble printer(
      [](Visit& visit) {
        greet(visit);
        visit.read(100'000);
        visit.say(std::string("X\0\0\0\0", 5));
        visit.sleep();
      },
      PrinterDouble::Keeps::Little);
  const DeliveryResult result = deliver_to(printer.port(), every_byte(16U << 20U)).result;
  EXPECT_EQ(result.what, What::Retry);
  EXPECT_THAT(result.why, HasSubstr("the printer ended TLS: internal error"));
}

TEST(TlsDelivery, StopsWhileItShakesHands) {
  PrinterDouble printer([](Visit& visit) { visit.sleep(); });
  const DeliveryResult result = told_to_stop([&](const Stop& stop) {
    config::LuSettings lu = printer_at(config::LuType::Direct, printer.port());
    config::DeliverySettings settings = *lu.delivery;
    settings.connect = std::chrono::seconds(20);
    lu = lu_of(lu.type, settings);
    const SentJob job("a page");
    Progress progress;
    return deliver_raw(lu, job.parcel(), stop, progress, TlsDouble::maker());
  });
  EXPECT_EQ(result.what, What::Stopped);
}

TEST(TlsDelivery, CarriesTheDialogueOfLpr) {
  Unsealed heard;
  PrinterDouble printer([&](Visit& visit) {
    greet(visit);
    const std::string yes(1, '\0');
    std::string wire;
    for (int step = 0; step < 3; ++step) {
      visit.say(sealed(yes));  // before it is asked for, as some do
    }
    visit.say(sealed(yes) + sealed(yes) + sealed_end());
    heard = unseal(visit.read_all());
  });
  const SentJob job("a page\n");
  const StopOrder order;
  Progress progress;
  const DeliveryResult result =
      deliver_lpr(printer_at(config::LuType::Lpr, printer.port()), job.parcel(), order.stop(),
                  progress, TlsDouble::maker());
  EXPECT_EQ(result.what, What::Printed) << result.why;
  EXPECT_EQ(printer.visits(1), 1U);
  EXPECT_THAT(heard.text, testing::StartsWith("\2lp\n\2"));
  EXPECT_THAT(heard.text, HasSubstr(std::string("a page\n\0", 8)));
  EXPECT_TRUE(heard.ended);
}

TEST(TlsDelivery, TestsAPrinterWithItsTls) {
  PrinterDouble printer([](Visit& visit) {
    greet(visit);
    visit.read_all();
    visit.say(sealed_end());
  });
  const StopOrder order;
  const auto probe = [&](std::uint16_t port) {
    return probe_raw(printer_at(config::LuType::Direct, port), order.stop(), TlsDouble::maker());
  };
  EXPECT_EQ(probe(printer.port()).what, Probed::Ready);
  PrinterDouble other([](Visit& visit) { visit.say("N"); });
  EXPECT_EQ(probe(other.port()).what, Probed::Rejected);
}

}  // namespace
}  // namespace printers
