#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// The one LU of `settings`, in line 1.
LuSettings lu(const std::string& settings) {
  const Draft draft = read(R"({"lus": [{"names": "X1", )" + settings + "}]}");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  return draft.config.servers.at(0).lus.at(0);
}

// What is found in `settings`, without the file's name and the line.
std::vector<std::string> faults(const std::string& settings) {
  return findings(R"({"lus": [{"names": "X1", )" + settings + "}]}");
}

TEST(JsonPrinters, AnLprQueueHasItsControlFile) {
  const LuSettings settings = lu(R"("type": "lpr", "host": "h", "queue": "q", "user": "joe",
    "control": "last", "source_port": "rfc1179", "spooler_banner": true, "filtered": true,
    "class_name": "A", "job_name": "{lu} {job}", "host_name": "vse1", "connect": 5, "answer": 60)");
  const DeliverySettings& delivery = *settings.delivery;
  EXPECT_EQ(delivery.user, "joe");
  EXPECT_EQ(delivery.control, ControlFile::Last);
  EXPECT_EQ(delivery.source_port, SourcePort::Rfc1179);
  EXPECT_TRUE(delivery.lpr_banner);
  EXPECT_TRUE(delivery.filtered);
  EXPECT_EQ(delivery.class_name, "A");
  EXPECT_EQ(delivery.job_name, "{lu} {job}");
  EXPECT_EQ(delivery.host_name, "vse1");
  EXPECT_EQ(delivery.connect, std::chrono::seconds(5));
  EXPECT_EQ(delivery.answer, std::chrono::seconds(60));
}

constexpr const char* kPin = "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

TEST(JsonPrinters, AnFtpServerIsTrustedAsFarAsIsSaid) {
  const LuSettings settings =
      lu(R"("type": "ftp", "host": "h", "user": "u", "tls": "explicit", "pin": ")" +
         std::string(kPin) + ";" + kPin +
         R"(", "same_certificate": false, "ccc": true, "file_name": "{job}")");
  EXPECT_EQ(settings.delivery->pin, std::string(kPin) + ";" + kPin);
  EXPECT_FALSE(settings.delivery->same_certificate);
  EXPECT_TRUE(settings.delivery->ccc);
  EXPECT_EQ(settings.delivery->file_name, "{job}");
}

TEST(JsonPrinters, AFileGrowsOrComesUnderATemporaryName) {
  const std::string ftp = R"("type": "ftp", "host": "h", "user": "u")";
  EXPECT_TRUE(lu(ftp).delivery->temporary);
  EXPECT_FALSE(lu(ftp + R"(, "temporary": false)").delivery->temporary);
  const LuSettings appended = lu(ftp + R"(, "append": true)");
  EXPECT_TRUE(appended.delivery->append);
  EXPECT_FALSE(appended.delivery->temporary);
  EXPECT_FALSE(lu(ftp + R"(, "append": true, "temporary": false)").delivery->temporary);
  EXPECT_THAT(faults(ftp + R"(, "append": true, "temporary": true)"),
              ElementsAre("site/a.json:1:83: error: 'temporary' and 'append' contradict each "
                          "other: what is appended to a file can't be renamed to it; remove one of "
                          "the two"));
}

TEST(JsonPrinters, AnIppPrinterIsAUri) {
  const LuSettings settings = lu(R"("type": "ipp", "uri": "ipps://h:631/printers/lp", "user": "u",
    "password_file": "pw", "verify": false, "ca": "ca.pem")");
  EXPECT_EQ(settings.type, LuType::Ipp);
  EXPECT_EQ(settings.delivery->uri, "ipps://h:631/printers/lp");
  EXPECT_EQ(settings.delivery->password_file, "site/pw");
  EXPECT_EQ(settings.delivery->port, 0);
  EXPECT_THAT(faults(R"("type": "ipp", "uri": "http://h/printers/lp")"),
              ElementsAre(HasSubstr("'uri' must begin with ipp:// or ipps://; write one like")));
  EXPECT_THAT(faults(R"("type": "ipp", "uri": "h/printers/lp")"),
              ElementsAre(HasSubstr("'uri' must begin with ipp:// or ipps://; write one like")));
  EXPECT_THAT(faults(R"("type": "ipp", "uri": "ipp:///printers/lp")"),
              ElementsAre(HasSubstr("'uri' has no host; write one like")));
  const auto said = faults(R"("type": "ipp", "uri": "ipp://me:hunter2@h/lp")");
  EXPECT_THAT(said, ElementsAre(HasSubstr("'uri' has a user in it, which lists and logs would")));
  EXPECT_THAT(said, ElementsAre(::testing::Not(HasSubstr("hunter2"))));
}

TEST(JsonPrinters, PathsOfFilesAndCommandsAreRelativeToTheFile) {
  EXPECT_EQ(lu(R"("type": "file", "directory": "printed")").delivery->directory, "site/printed");
  EXPECT_EQ(lu(R"("directory": "/var/p", "type": "file")").delivery->directory, "/var/p");
  EXPECT_EQ(lu(R"("type": "ftp", "host": "h", "user": "u", "directory": "in")").delivery->directory,
            "in");
  EXPECT_THAT(
      lu(R"("type": "command", "command": ["bin/mail", "-s", ""], "answer": 5)").delivery->command,
      ElementsAre("site/bin/mail", "-s", ""));
  EXPECT_THAT(faults(R"("type": "command", "command": [])"),
              ElementsAre(HasSubstr("'command' is empty; write a program's path and its words")));
  EXPECT_THAT(faults(R"("type": "command", "command": ["/bin/lp", "a\u0000b"])"),
              ElementsAre(HasSubstr("a word of a command has no zero byte in it; take it out")));
  EXPECT_THAT(faults(R"("type": "command", "command": "lp -s")"),
              ElementsAre(HasSubstr("'command' must be a list [ … ], not text")));
}

TEST(JsonPrinters, NothingThatIsSaidEndsALineOfAProtocol) {
  const std::string lpr = R"("type": "lpr", "host": "h", "queue": "q", )";
  for (const char* key : {"user", "class_name", "job_name"}) {
    EXPECT_THAT(
        faults(lpr + "\"" + key + "\": \"a\\nUdfA\""),
        ElementsAre(HasSubstr("'" + std::string(key) + "' has a control character; take it out")));
  }
  const std::string ftp = R"("type": "ftp", "host": "h", "user": "u", )";
  for (const char* key : {"directory", "file_name"}) {
    EXPECT_THAT(
        faults(ftp + "\"" + key + "\": \"a\\r\\nDELE b\""),
        ElementsAre(HasSubstr("'" + std::string(key) + "' has a control character; take it out")));
  }
}

TEST(JsonPrinters, NamesFitTheControlFile) {
  const std::string lpr = R"("type": "lpr", "host": "h", "queue": "q", )";
  const std::string fits(31, 'x');
  for (const char* key : {"user", "class_name", "host_name"}) {
    EXPECT_THAT(faults(lpr + "\"" + key + "\": \"" + fits + "\""), IsEmpty());
    EXPECT_THAT(faults(lpr + "\"" + key + "\": \"" + fits + "x\""),
                ElementsAre(HasSubstr("'" + std::string(key) +
                                      "' has 32 characters, and RFC 1179 has room for 31")));
  }
}

TEST(JsonPrinters, EveryBadValueIsOneLine) {
  EXPECT_THAT(
      findings(R"({"lus": [
 {"names": "A1", "type": "ftp", "host": "h", "user": "u", "file_name": "in/{lu}"},
 {"names": "A2", "type": "ftp", "host": "h", "user": "u", "file_name": "{luu}"},
 {"names": "A3", "type": "ftp", "host": "h", "user": "u", "tls": "explicit", "pin": "sha256//AA="},
 {"names": "A4", "type": "lpr", "host": "h", "queue": "q", "control": "both"},
 {"names": "A5", "type": "lpr", "host": "h", "queue": "q", "source_port": 721},
 {"names": "A6", "type": "direct", "host": "h", "connect": 0},
 {"names": "A7", "type": "file"},
 {"names": "A8", "type": "command", "connect": 5},
 {"names": "A9", "type": "ftp", "host": "h", "user": "u", "ccc": true},
 {"names": "B1", "type": "direct", "host": "h", "tls": "explicit"},
 {"names": "B2", "type": "lpr", "host": "h", "queue": "q", "verify": false},
 {"names": "B3", "type": "lpr", "host": "h", "queue": "q", "tls": "implicit", "ca": "ca.pem"}
]})"),
      ElementsAre(
          "site/a.json:2:72: error: 'file_name' is a name without '/'; say the folder with "
          "\"directory\"",
          "site/a.json:3:72: error: 'file_name' has {luu}, which stands for nothing; did you mean "
          "'lu'?; there are {lu}, {job}, {date}, {time}, {sequence}, {application}",
          "site/a.json:4:85: error: 'pin' must be the SHA-256 of a public key in base64, like "
          "\"sha256//…=\" with 44 characters; several stand with ';' between them",
          "site/a.json:5:71: error: 'control' must be one of first, last, not 'both'",
          "site/a.json:6:75: error: 'source_port' must be one of the words any, privileged, "
          "rfc1179, not a number",
          "site/a.json:7:60: error: 'connect' must be a number of seconds from 0.05 to 86400, not "
          "0",
          "site/a.json:8:2: error: a LU of type file needs 'directory'; add \"directory\": "
          "\"printed\"",
          "site/a.json:9:37: error: 'connect' is for LUs of type direct or lpr or ftp or ipp, and "
          "this is a command; remove it or change the type",
          "site/a.json:9:2: error: a LU of type command needs 'command'; add \"command\": "
          "[\"/usr/bin/lp\", \"-s\"]",
          "site/a.json:10:59: warning: 'ccc' says something about TLS, which this LU does not use; "
          "add \"tls\": \"explicit\", or remove it",
          "site/a.json:11:56: error: 'tls' is 'explicit', which only FTP has; write \"implicit\" "
          "for TLS from the first byte",
          "site/a.json:12:60: warning: 'verify' says something about TLS, which this LU does not "
          "use; add \"tls\": \"implicit\", or remove it"));
}

TEST(JsonPrinters, JobsOfEveryPrinterHaveTheirPolicy) {
  const LuSettings settings =
      lu(R"("type": "printer", "jobs": {"unknown": "redo", "order": "continue", "retry": 2,
    "retry_at_most": 3.5, "tries": 4, "end_of_job": 1})");
  ASSERT_NE(settings.queueing, nullptr);
  EXPECT_EQ(settings.queueing->unknown, UnknownOutcome::Redo);
  EXPECT_EQ(settings.queueing->order, QueueOrder::Continue);
  EXPECT_EQ(settings.queueing->retry, std::chrono::seconds(2));
  EXPECT_EQ(settings.queueing->retry_at_most, std::chrono::milliseconds(3500));
  EXPECT_EQ(settings.queueing->tries, 4U);
  EXPECT_EQ(settings.queueing->end_of_job, std::chrono::seconds(1));
  EXPECT_EQ(lu(R"("type": "printer")").queueing, nullptr);
  EXPECT_EQ(
      lu(R"("type": "file", "directory": "d", "jobs": {"retry": 1200})").queueing->retry_at_most,
      std::chrono::seconds(1200));
  EXPECT_THAT(faults(R"("type": "printer", "jobs": {"retry": 10, "retry_at_most": 5})"),
              ElementsAre("site/a.json:1:53: error: 'retry_at_most' is shorter than 'retry', from "
                          "which it grows; make it longer"));
  EXPECT_THAT(faults(R"("jobs": {})"),
              ElementsAre(HasSubstr("'jobs' is for LUs of type printer or direct")));
}

}  // namespace
}  // namespace config
