#include "printers/delivery/ipp_delivery.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <ostream>

#include "tests/unit/printers_delivery/ipp_double.h"
#include "tests/unit/printers_delivery/sent_job.h"

namespace printers {
namespace {

using What = DeliveryResult::What;
using Found = ProbeResult::What;
using std::chrono::milliseconds;

using Replies = std::vector<IppReply>;

constexpr int kPending = 3;
constexpr int kAborted = 8;
constexpr int kCompleted = 9;

config::DeliverySettings settings_for(const IppDouble& printer) {
  config::DeliverySettings settings;
  settings.uri = printer.uri();
  settings.connect = std::chrono::seconds(5);
  settings.answer = std::chrono::seconds(5);
  return settings;
}

DeliveryResult deliver_to(const config::DeliverySettings& settings,
                          const std::string& bytes = "a job\n") {
  const SentJob job(bytes);
  const StopOrder order;
  Progress progress;
  DeliveryResult result =
      deliver_ipp(lu_of(config::LuType::Ipp, settings), job.parcel(), order.stop(), progress);
  EXPECT_EQ(progress.sent.load(), result.sent);
  return result;
}

ProbeResult probe(const config::DeliverySettings& settings) {
  const StopOrder order;
  return probe_ipp(lu_of(config::LuType::Ipp, settings), order.stop());
}

TEST(IppDelivery, SendsTheJobBehindItsRequestAndSeesItCompleted) {
  const IppDouble printer(Replies{{.job_id = 31, .job_state = kPending, .reasons = "none"},
                                  {.job_id = 31, .job_state = kCompleted, .reasons = "none"}});
  const std::string bytes(300000, 'x');
  const DeliveryResult result = deliver_to(settings_for(printer), bytes);
  EXPECT_EQ(result.what, What::Printed);
  EXPECT_EQ(result.why, "accepted as job 31, completed");
  EXPECT_EQ(result.where, "job 31");
  EXPECT_EQ(result.sent, bytes.size());
  const std::string body = printer.bodies().at(0);
  EXPECT_TRUE(body.ends_with("\x03" + bytes));
  EXPECT_NE(body.find("PRT1.job 12"), std::string::npos);
  EXPECT_NE(body.find("text/plain"), std::string::npos);
  EXPECT_NE(body.find(printer.uri()), std::string::npos);
  EXPECT_NE(printer.headers().at(0).find("Content-Type: application/ipp"), std::string::npos);
}

TEST(IppDelivery, NamesTheFormatOfTheDocument) {
  const IppDouble printer(Replies{{.job_id = 1, .job_state = kCompleted, .reasons = "none"}});
  config::DeliverySettings settings = settings_for(printer);
  settings.format.output = config::PrintOutput::Pdf;
  EXPECT_EQ(deliver_to(settings).what, What::Printed);
  settings.format.output = config::PrintOutput::Raw;
  EXPECT_EQ(deliver_to(settings).what, What::Printed);
  EXPECT_NE(printer.bodies().at(0).find("application/pdf"), std::string::npos);
  EXPECT_NE(printer.bodies().at(2).find("application/octet-stream"), std::string::npos);
}

TEST(IppDelivery, FailsIfThePrinterGivesTheJobUp) {
  const IppDouble printer(
      Replies{{.job_id = 5, .job_state = kPending, .reasons = "none"},
              {.job_id = 5, .job_state = kAborted, .reasons = "document-format-error"}});
  const DeliveryResult result = deliver_to(settings_for(printer));
  EXPECT_EQ(result.what, What::Failed);
  EXPECT_EQ(result.why, "accepted as job 5, aborted (document-format-error)");
}

TEST(IppDelivery, CountsAnAcceptedJobWhateverIsHeardLater) {
  const IppDouble printer(Replies{{.job_id = 5, .job_state = kPending, .reasons = "none"},
                                  {.then = IppReply::Then::Close}});
  const DeliveryResult result = deliver_to(settings_for(printer));
  EXPECT_EQ(result.what, What::Printed);
  EXPECT_EQ(result.why, "accepted as job 5");
}

struct Refused {
  std::uint16_t status;
  What what;
  const char* words;
};
void PrintTo(const Refused& one, std::ostream* out) {
  *out << one.words;
}

class IppRefusals : public ::testing::TestWithParam<Refused> {};

TEST_P(IppRefusals, DecideWhetherItIsTriedAgain) {
  const IppDouble printer(Replies{{.status = GetParam().status}});
  const DeliveryResult result = deliver_to(settings_for(printer));
  EXPECT_EQ(result.what, GetParam().what);
  EXPECT_EQ(result.why, printer.server() + " refused the job: " + GetParam().words);
}

INSTANTIATE_TEST_SUITE_P(
    All, IppRefusals,
    ::testing::Values(Refused{0x0507, What::Retry, "server-error-busy"},
                      Refused{0x050A, What::Retry, "server-error-printer-is-deactivated"},
                      Refused{0x0506, What::Retry, "server-error-not-accepting-jobs"},
                      Refused{0x0502, What::Retry, "server-error-service-unavailable"},
                      Refused{0x0404, What::Retry, "client-error-not-possible"},
                      Refused{0x0501, What::Failed, "server-error-operation-not-supported"},
                      Refused{0x0406, What::Failed, "client-error-not-found"},
                      Refused{0x040A, What::Failed, "client-error-document-format-not-supported"},
                      Refused{0x0403, What::Failed, "client-error-not-authorized"}));

std::string http(const std::string& status) {
  return "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
}

TEST(IppDelivery, UnderstandsRefusalsOfHttp) {
  const IppDouble down(Replies{{.http = http("503 Later"), .then = IppReply::Then::Answer}});
  EXPECT_EQ(deliver_to(settings_for(down)).what, What::Retry);
  const IppDouble none(Replies{{.http = http("404 None")}});
  const DeliveryResult result = deliver_to(settings_for(none));
  EXPECT_EQ(result.what, What::Failed);
  EXPECT_EQ(result.why, none.server() + " has no such printer (HTTP 404)");
}

TEST(IppDelivery, FailsAtAServerThatSpeaksNoIpp) {
  const IppDouble web(Replies{{.http = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"}});
  const DeliveryResult result = deliver_to(settings_for(web));
  EXPECT_EQ(result.what, What::Failed);
  EXPECT_EQ(result.why, web.server() + " does not speak IPP");
}

TEST(IppDelivery, GivesThePasswordOnlyWhenItIsAskedFor) {
  const IppDouble printer(
      Replies{{.http = "HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: "
                       "0\r\n\r\n"},
              {.job_id = 2, .job_state = kCompleted, .reasons = "none"}});
  config::DeliverySettings settings = settings_for(printer);
  settings.user = "paula";
  settings.password_file = ::testing::TempDir() + "ipp_password_" + std::to_string(::getpid());
  std::ofstream(settings.password_file) << "geheim\n";
  const DeliveryResult result = deliver_to(settings);
  std::remove(settings.password_file.c_str());
  EXPECT_EQ(result.what, What::Printed) << result.why;
  EXPECT_EQ(printer.headers().at(0).find("Authorization"), std::string::npos);
  EXPECT_NE(printer.headers().at(1).find("Authorization: Basic cGF1bGE6Z2VoZWlt"),
            std::string::npos);
  EXPECT_TRUE(printer.bodies().at(1).ends_with("a job\n"));
}

TEST(IppDelivery, DoesNotKnowTheOutcomeIfTheAnswerIsMissing) {
  const IppDouble printer(Replies{{.then = IppReply::Then::Close}});
  EXPECT_EQ(deliver_to(settings_for(printer)).what, What::Unknown);
}

TEST(IppDelivery, DoesNotKnowTheOutcomeIfThePrinterIsSilent) {
  const IppDouble printer(Replies{{.then = IppReply::Then::Silence}});
  config::DeliverySettings settings = settings_for(printer);
  settings.answer = milliseconds(300);
  EXPECT_EQ(deliver_to(settings).what, What::Unknown);
}

TEST(IppDelivery, TriesAgainIfNobodyListens) {
  config::DeliverySettings settings;
  {
    const IppDouble printer(Replies{{}});
    settings = settings_for(printer);
  }
  EXPECT_EQ(deliver_to(settings).what, What::Retry);
  EXPECT_EQ(probe(settings).what, Found::Refused);
}

TEST(IppDelivery, SaysWhatIsWrongWithAUri) {
  config::DeliverySettings settings;
  settings.uri = "http://printer/";
  EXPECT_EQ(deliver_to(settings).why, "its uri \"http://printer/\" is neither ipp:// nor ipps://");
  settings.uri = "ipp://paula:geheim@printer/";
  const DeliveryResult result = deliver_to(settings);
  EXPECT_EQ(result.what, What::Failed);
  EXPECT_EQ(result.why, "its uri holds a user; \"user\" and \"password_file\" are for that");
}

class IppStop : public ::testing::TestWithParam<bool> {};

TEST_P(IppStop, EndsTheWaitAtOnce) {
  const bool accepted = GetParam();
  const IppReply silence{.then = IppReply::Then::Silence};
  const IppReply taken{.job_id = 2, .job_state = kPending, .reasons = "none"};
  const IppDouble printer(Replies{accepted ? taken : silence});
  config::DeliverySettings settings = settings_for(printer);
  const SentJob job("x");
  Progress progress;
  const DeliveryResult result = told_to_stop([&](const Stop& stop) {
    return deliver_ipp(lu_of(config::LuType::Ipp, settings), job.parcel(), stop, progress);
  });
  EXPECT_EQ(result.what, accepted ? What::Printed : What::Unknown) << result.why;
}

INSTANTIATE_TEST_SUITE_P(SilentOrFollowed, IppStop, ::testing::Bool());

TEST(IppProbe, TellsTheStateOfThePrinter) {
  const IppDouble idle(Replies{{.reasons = "none", .printer_state = 3}});
  EXPECT_EQ(probe(settings_for(idle)).detail, idle.server() + " takes jobs (idle)");
  const IppDouble empty(Replies{{.reasons = "media-empty-error", .printer_state = 5}});
  const ProbeResult result = probe(settings_for(empty));
  EXPECT_EQ(result.what, Found::Ready);
  EXPECT_EQ(result.detail,
            empty.server() + " takes jobs, but prints nothing now (stopped: media-empty-error)");
}

TEST(IppProbe, SaysWhatIsRejected) {
  const IppDouble closed(Replies{{.reasons = "paused", .printer_state = 5, .accepts = false}});
  EXPECT_EQ(probe(settings_for(closed)).what, Found::Rejected);
  const IppDouble text_only(Replies{{.reasons = "none", .printer_state = 3}});
  config::DeliverySettings settings = settings_for(text_only);
  settings.format.output = config::PrintOutput::Pdf;
  EXPECT_EQ(probe(settings).detail, text_only.server() + " does not take application/pdf (idle)");
  const IppDouble none(Replies{{.status = 0x0406}});
  EXPECT_EQ(probe(settings_for(none)).detail, none.server() + " answers client-error-not-found");
}

}  // namespace
}  // namespace printers
