#include "printers/delivery/ftp_delivery.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <fstream>

#include "tests/unit/printers_delivery/ftp_double.h"
#include "tests/unit/printers_delivery/sent_job.h"

namespace printers {
namespace {

using What = DeliveryResult::What;
using Found = ProbeResult::What;
using Script = FtpDouble::Script;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr const char* kName = "PRT1.20261121.7";

config::DeliverySettings settings_for(const FtpDouble& server) {
  config::DeliverySettings settings;
  settings.host = "127.0.0.1";
  settings.port = server.port();
  settings.user = "paula";
  settings.password = "geheim";
  settings.connect = std::chrono::seconds(5);
  settings.answer = std::chrono::seconds(5);
  return settings;
}

// More than sockets and kernels hold.
constexpr std::size_t kMany = 20000000;
std::string many(std::size_t bytes) {
  return std::string(bytes, 'x');
}

struct Delivered {
  DeliveryResult result;
  std::uint64_t progress = 0;
};

Delivered deliver_to(const config::DeliverySettings& settings, const std::string& bytes) {
  const SentJob job(bytes);
  const StopOrder order;
  Progress progress;
  DeliveryResult result =
      deliver_ftp(lu_of(config::LuType::Ftp, settings), job.parcel(), order.stop(), progress);
  return {std::move(result), progress.sent.load()};
}

DeliveryResult deliver_to(const FtpDouble& server, const std::string& bytes = "a job\n") {
  return deliver_to(settings_for(server), bytes).result;
}

ProbeResult probe(const config::DeliverySettings& settings) {
  const StopOrder order;
  return probe_ftp(lu_of(config::LuType::Ftp, settings), order.stop());
}

TEST(FtpDelivery, StoresTheBytesUnderTheNameThatThePatternMakes) {
  const FtpDouble server({});
  const std::string bytes = std::string(300000, 'x') + std::string("\0\r\n\xFF", 4);
  const Delivered delivered = deliver_to(settings_for(server), bytes);
  EXPECT_EQ(delivered.result.what, What::Printed) << delivered.result.why;
  EXPECT_EQ(delivered.result.why, "226 kept");
  EXPECT_EQ(delivered.result.where, kName);
  EXPECT_EQ(delivered.result.sent, bytes.size());
  EXPECT_EQ(delivered.progress, bytes.size());
  EXPECT_EQ(server.file(kName), bytes);
  EXPECT_TRUE(server.was_told("TYPE I"));
}

TEST(FtpDelivery, LeavesAnEmptyFileForAnEmptyJob) {
  const FtpDouble server({});
  EXPECT_EQ(deliver_to(server, "").what, What::Printed);
  EXPECT_EQ(server.file(kName), "");
}

TEST(FtpDelivery, EntersTheDirectoryAsItIsWritten) {
  const FtpDouble server({});
  config::DeliverySettings settings = settings_for(server);
  settings.directory = "/out put/50%;type=a";
  settings.file_name = "{lu}#{job}";
  const DeliveryResult result = deliver_to(settings, "x").result;
  EXPECT_EQ(result.what, What::Printed) << result.why;
  EXPECT_EQ(result.where, "/out put/50%;type=a/PRT1#12");
  EXPECT_TRUE(server.was_told("CWD /out put/50%;type=a"));
  EXPECT_EQ(server.file("PRT1#12"), "x");
}

TEST(FtpDelivery, TakesADirectoryThatIsNoPath) {
  const FtpDouble server({});
  config::DeliverySettings settings = settings_for(server);
  settings.directory = "'PROD.REPORTS'";
  EXPECT_EQ(deliver_to(settings, "x").result.what, What::Printed);
  EXPECT_TRUE(server.was_told("CWD 'PROD.REPORTS'"));
}

TEST(FtpDelivery, Appends) {
  const FtpDouble server({});
  config::DeliverySettings settings = settings_for(server);
  settings.append = true;
  settings.temporary = true;  // means nothing then
  settings.file_name = "all";
  EXPECT_EQ(deliver_to(settings, "one\n").result.what, What::Printed);
  EXPECT_EQ(deliver_to(settings, "two\n").result.what, What::Printed);
  EXPECT_EQ(server.file("all"), "one\ntwo\n");
}

TEST(FtpDelivery, RenamesWhatIsWhole) {
  const FtpDouble server({});
  config::DeliverySettings settings = settings_for(server);
  settings.temporary = true;
  settings.directory = "in";
  const DeliveryResult result = deliver_to(settings, "whole").result;
  EXPECT_EQ(result.what, What::Printed) << result.why;
  EXPECT_EQ(result.why, "226 kept");
  EXPECT_EQ(result.where, std::string("in/") + kName);
  EXPECT_TRUE(server.was_told(std::string("STOR ") + kName + ".part"));
  EXPECT_EQ(server.file(kName), "whole");
}

TEST(FtpDelivery, DeletesTheTemporaryIfItMayNotBeRenamed) {
  const FtpDouble server({.replies = {{"RNTO", "553 no such name for you"}}});
  config::DeliverySettings settings = settings_for(server);
  settings.temporary = true;
  const DeliveryResult result = deliver_to(settings, "whole").result;
  EXPECT_EQ(result.what, What::Failed);
  EXPECT_EQ(result.why, "it was stored under a temporary name, but 127.0.0.1:" +
                            std::to_string(server.port()) + " refused to rename it to " + kName +
                            ": 553 no such name for you (the temporary is deleted)");
  EXPECT_EQ(server.file(std::string(kName) + ".part"), "(none)");
}

TEST(FtpDelivery, TriesAgainIfARenameIsRefusedForNow) {
  const FtpDouble server({.replies = {{"RNFR", "450 busy"}, {"DELE", "450 busy"}}});
  config::DeliverySettings settings = settings_for(server);
  settings.temporary = true;
  const DeliveryResult result = deliver_to(settings, "whole").result;
  EXPECT_EQ(result.what, What::Retry);
  EXPECT_NE(result.why.find(std::string(kName) + ".part is left behind"), std::string::npos)
      << result.why;
}

TEST(FtpDelivery, DoesNotKnowWhetherItWasRenamedIfTheAnswerIsMissing) {
  const FtpDouble server({.replies = {{"RNTO", FtpDouble::kClose}}});
  config::DeliverySettings settings = settings_for(server);
  settings.temporary = true;
  EXPECT_EQ(deliver_to(settings, "whole").result.what, What::Unknown);
}

// --- ways of data

TEST(FtpDelivery, FallsBackToPasv) {
  const FtpDouble server({.replies = {{"EPSV", "502 what is that"}}});
  const DeliveryResult result = deliver_to(server);
  EXPECT_EQ(result.what, What::Printed) << result.why;
  EXPECT_TRUE(server.was_told("PASV"));
}

TEST(FtpDelivery, ConnectsToTheServerItselfWhateverItsPasvSays) {
  const FtpDouble server({.replies = {{"EPSV", "500 what is that"}}, .pasv_address = "192,0,2,77"});
  const DeliveryResult result = deliver_to(server);
  EXPECT_EQ(result.what, What::Printed) << result.why;
}

TEST(FtpDelivery, LetsTheServerConnectIfItIsActive) {
  const FtpDouble server({});
  config::DeliverySettings settings = settings_for(server);
  settings.passive = false;
  const DeliveryResult result = deliver_to(settings, "active").result;
  EXPECT_EQ(result.what, What::Printed) << result.why;
  EXPECT_EQ(server.file(kName), "active");
  EXPECT_FALSE(server.was_told("EPSV"));
}

TEST(FtpDelivery, FallsBackToPort) {
  const FtpDouble server({.replies = {{"EPRT", "502 what is that"}}});
  config::DeliverySettings settings = settings_for(server);
  settings.passive = false;
  const DeliveryResult result = deliver_to(settings, "active").result;
  EXPECT_EQ(result.what, What::Printed) << result.why;
}

// --- what servers say

TEST(FtpDelivery, FailsOnAWrongPasswordAndDoesNotTellIt) {
  const FtpDouble server({.replies = {{"PASS", "530 geheim is not your password"}}});
  const DeliveryResult result = deliver_to(server);
  EXPECT_EQ(result.what, What::Failed);
  EXPECT_EQ(result.why, "127.0.0.1:" + std::to_string(server.port()) +
                            " refused the logon: 530 (its words held the password)");
}

TEST(FtpDelivery, TellsAllLinesOfAReply) {
  const FtpDouble server({.replies = {{"PASS", "530-Closed\n530-for the night\n530 come back"}}});
  const DeliveryResult result = deliver_to(server);
  EXPECT_EQ(result.what, What::Failed);
  EXPECT_NE(result.why.find("530-Closed for the night come back"), std::string::npos) << result.why;
}

TEST(FtpDelivery, ReadsRepliesOfSeveralLines) {
  const FtpDouble server({.greeting = "220-Hello\n 550 is no end\n220-still\n220 ready",
                          .replies = {{"226", "226-kept\n226 for ever"}}});
  const DeliveryResult result = deliver_to(server);
  EXPECT_EQ(result.what, What::Printed);
  EXPECT_EQ(result.why, "226-kept for ever");
}

struct Said {
  const char* verb;
  const char* reply;
  What what;
};
void PrintTo(const Said& said, std::ostream* out) {
  *out << said.verb << ": " << said.reply;
}

class FtpReplies : public ::testing::TestWithParam<Said> {};

TEST_P(FtpReplies, DecideWhetherItIsTriedAgain) {
  const Said& said = GetParam();
  const FtpDouble server({.replies = {{said.verb, said.reply}}});
  config::DeliverySettings settings = settings_for(server);
  settings.directory = "in";
  const DeliveryResult result = deliver_to(settings, "a job\n").result;
  EXPECT_EQ(result.what, said.what) << result.why;
  EXPECT_NE(result.why.find("127.0.0.1:" + std::to_string(server.port())), std::string::npos)
      << result.why;
  if (said.reply != std::string(FtpDouble::kClose)) {
    EXPECT_NE(result.why.find(said.reply), std::string::npos) << result.why;
  }
  EXPECT_EQ(result.why.find("geheim"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    All, FtpReplies,
    ::testing::Values(
        Said{"USER", "421 too many users", What::Retry}, Said{"USER", "530 no", What::Failed},
        Said{"PASS", "430 no", What::Failed}, Said{"CWD", "550 no such directory", What::Failed},
        Said{"CWD", "450 not now", What::Retry}, Said{"STOR", "553 no such name", What::Failed},
        Said{"STOR", "550 read only", What::Failed}, Said{"STOR", "452 disk full", What::Retry},
        Said{"STOR", "425 no data connection", What::Retry},
        Said{"226", "425 can't open data connection", What::Retry},
        Said{"226", "426 broken", What::Retry}, Said{"226", "450 locked", What::Retry},
        Said{"226", "451 local error", What::Retry}, Said{"226", "552 quota", What::Failed},
        Said{"226", "421 going down", What::Retry}));

INSTANTIATE_TEST_SUITE_P(Lost, FtpReplies,
                         ::testing::Values(Said{"USER", FtpDouble::kClose, What::Retry},
                                           Said{"PASS", FtpDouble::kClose, What::Retry},
                                           Said{"CWD", FtpDouble::kClose, What::Retry},
                                           Said{"EPSV", FtpDouble::kClose, What::Retry},
                                           Said{"TYPE", FtpDouble::kClose, What::Retry},
                                           Said{"STOR", FtpDouble::kClose, What::Retry},
                                           Said{"226", FtpDouble::kClose, What::Unknown}));

TEST(FtpDelivery, TriesAgainIfTheServerClosesAtOnce) {
  const FtpDouble server({.greeting = FtpDouble::kClose});
  EXPECT_EQ(deliver_to(server).what, What::Retry);
}

TEST(FtpDelivery, TriesAgainIfNobodyListens) {
  config::DeliverySettings settings;
  {
    const FtpDouble server({});
    settings = settings_for(server);
  }
  const DeliveryResult result = deliver_to(settings, "x").result;
  EXPECT_EQ(result.what, What::Retry);
  EXPECT_EQ(result.sent, 0U);
}

TEST(FtpDelivery, TriesAgainIfTheDataConnectionCannotBeMade) {
  const FtpDouble server({.data = FtpDouble::Data::NotMade});
  EXPECT_EQ(deliver_to(server).what, What::Retry);
}

TEST(FtpDelivery, TriesAgainIfTheDataConnectionIsCut) {
  const FtpDouble server({.replies = {{"226", "426 cut"}}, .data = FtpDouble::Data::CutEarly});
  const DeliveryResult result = deliver_to(server, many(kMany));
  EXPECT_EQ(result.what, What::Retry) << result.why;
  EXPECT_LT(result.sent, kMany);
}

// --- silence

TEST(FtpDelivery, DoesNotKnowTheOutcomeIfTheConfirmationNeverComes) {
  const FtpDouble server({.replies = {{"226", FtpDouble::kSilent}}});
  config::DeliverySettings settings = settings_for(server);
  settings.answer = milliseconds(500);
  const auto begun = steady_clock::now();
  const DeliveryResult result = deliver_to(settings, "a job\n").result;
  EXPECT_EQ(result.what, What::Unknown);
  EXPECT_EQ(result.sent, 6U);
  EXPECT_NE(result.why.find("which did not say that it has it"), std::string::npos) << result.why;
  EXPECT_LT(steady_clock::now() - begun, std::chrono::seconds(4));
}

TEST(FtpDelivery, GivesUpOnASilentServer) {
  const FtpDouble server({.greeting = FtpDouble::kSilent});
  config::DeliverySettings settings = settings_for(server);
  settings.answer = milliseconds(200);
  const DeliveryResult result = deliver_to(settings, "x").result;
  EXPECT_EQ(result.what, What::Retry);
  EXPECT_NE(result.why.find("silent"), std::string::npos) << result.why;
}

TEST(FtpDelivery, GivesUpOnAServerThatReadsNothing) {
  const FtpDouble server({.data = FtpDouble::Data::NotRead});
  config::DeliverySettings settings = settings_for(server);
  settings.answer = milliseconds(500);
  const DeliveryResult result = deliver_to(settings, many(kMany)).result;
  EXPECT_EQ(result.what, What::Retry);
  EXPECT_LT(result.sent, kMany);
}

// --- Stop

struct Waiting {
  const char* name;
  Script script;
  std::size_t bytes;
  What what;
};
void PrintTo(const Waiting& waiting, std::ostream* out) {
  *out << waiting.name;
}

class FtpStop : public ::testing::TestWithParam<Waiting> {};

TEST_P(FtpStop, EndsTheWaitAtOnce) {
  const FtpDouble server(GetParam().script);
  config::DeliverySettings settings = settings_for(server);
  settings.answer = std::chrono::minutes(1);
  settings.connect = std::chrono::minutes(1);
  settings.temporary = std::string(GetParam().name) == "rename";
  const SentJob job(std::string(GetParam().bytes, 'x'));
  Progress progress;
  const DeliveryResult result = told_to_stop([&](const Stop& stop) {
    return deliver_ftp(lu_of(config::LuType::Ftp, settings), job.parcel(), stop, progress);
  });
  EXPECT_EQ(result.what, GetParam().what) << result.why;
}

INSTANTIATE_TEST_SUITE_P(
    Everywhere, FtpStop,
    ::testing::Values(
        Waiting{"greeting", {.greeting = FtpDouble::kSilent}, 5, What::Stopped},
        Waiting{"logon", {.replies = {{"PASS", FtpDouble::kSilent}}}, 5, What::Stopped},
        Waiting{"directory", {.replies = {{"EPSV", FtpDouble::kSilent}}}, 5, What::Stopped},
        Waiting{"store", {.replies = {{"STOR", FtpDouble::kSilent}}}, 5, What::Stopped},
        Waiting{"data", {.data = FtpDouble::Data::NotRead}, kMany, What::Stopped},
        Waiting{"confirmation", {.replies = {{"226", FtpDouble::kSilent}}}, 5, What::Unknown},
        Waiting{"rename", {.replies = {{"RNFR", FtpDouble::kSilent}}}, 5, What::Stopped}));

TEST(FtpDelivery, DoesNotWaitLongForAGoodBye) {
  const FtpDouble server({.replies = {{"QUIT", FtpDouble::kSilent}}});
  const auto begun = steady_clock::now();
  EXPECT_EQ(deliver_to(server).what, What::Printed);
  EXPECT_LT(steady_clock::now() - begun, milliseconds(1500));
}

// --- our own faults

TEST(FtpDelivery, TakesThePasswordFromTheFirstLineOfAFile) {
  const FtpDouble server({});
  config::DeliverySettings settings = settings_for(server);
  settings.password_file = ::testing::TempDir() + "ftp_password_" + std::to_string(::getpid());
  std::ofstream(settings.password_file) << "from a file\r\nand more\n";
  EXPECT_EQ(deliver_to(settings, "x").result.what, What::Printed);
  EXPECT_TRUE(server.was_told("PASS from a file"));
  std::remove(settings.password_file.c_str());
  const DeliveryResult result = deliver_to(settings, "x").result;
  EXPECT_EQ(result.what, What::Failed);
  EXPECT_EQ(result.why, "the password file " + settings.password_file +
                            " can't be read: No such file or directory");
}

TEST(FtpDelivery, RefusesAPasswordThatWouldEndACommand) {
  const FtpDouble server({});
  config::DeliverySettings settings = settings_for(server);
  settings.password = "a\r\nDELE all";
  EXPECT_EQ(deliver_to(settings, "x").result.what, What::Failed);
  EXPECT_TRUE(server.commands().empty());
}

TEST(FtpDelivery, TriesAgainIfTheJobHasShrunk) {
  const FtpDouble server({});
  SentJob job("short");
  job.parcel().size = 50;
  const StopOrder order;
  Progress progress;
  const DeliveryResult result = deliver_ftp(lu_of(config::LuType::Ftp, settings_for(server)),
                                            job.parcel(), order.stop(), progress);
  EXPECT_EQ(result.what, What::Retry);
  EXPECT_EQ(result.why, "the job's file can't be read: it is shorter than it was");
}

// --- probe

TEST(FtpProbe, LogsOnAndLooksForTheDirectoryAndStoresNothing) {
  const FtpDouble server({});
  config::DeliverySettings settings = settings_for(server);
  settings.directory = "in";
  const ProbeResult result = probe(settings);
  EXPECT_EQ(result.what, Found::Ready) << result.detail;
  EXPECT_EQ(result.detail, "127.0.0.1:" + std::to_string(server.port()) +
                               " takes the logon and has the directory in");
  EXPECT_FALSE(server.was_told("EPSV"));
}

TEST(FtpProbe, SaysWhatIsRejected) {
  const FtpDouble server({.replies = {{"CWD", "550 none"}}});
  config::DeliverySettings settings = settings_for(server);
  settings.directory = "in";
  const ProbeResult result = probe(settings);
  EXPECT_EQ(result.what, Found::Rejected);
  EXPECT_EQ(result.detail,
            "127.0.0.1:" + std::to_string(server.port()) + " refused the directory in: 550 none");
}

TEST(FtpProbe, TellsRefusedFromSilentAndFromNoRoute) {
  config::DeliverySettings settings;
  {
    const FtpDouble server({.greeting = FtpDouble::kSilent});
    settings = settings_for(server);
    settings.answer = milliseconds(200);
    EXPECT_EQ(probe(settings).what, Found::Silent);
  }
  EXPECT_EQ(probe(settings).what, Found::Refused);
  settings.host = "no-such-host.invalid";
  EXPECT_EQ(probe(settings).what, Found::NoRoute);
}

}  // namespace
}  // namespace printers
