#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tests/e2e/daemon.h"
#include "tests/e2e/ftp_sink.h"
#include "tests/e2e/ipp_sink.h"
#include "tests/e2e/line_client.h"
#include "tests/e2e/lpd_sink.h"
#include "tests/e2e/printer.h"
#include "tests/e2e/raw_sink.h"

// One application, one text, and a printer of every kind in both forms (LU1 and LU3), each served
// by the real program: what comes out is compared byte for byte.
namespace e2e {
namespace {

// Two pages: letters that need the code page, and a line of 132 columns.
const std::string kWide(132, 'W');
const std::string kText = "INVOICE 4711 \xC3\xA9\n" + kWide + "\n\fPAGE TWO\n";

// Of a text printer that gets ISO-8859-1 and CR LF, or UTF-8 and LF.
const std::string kLatin = "INVOICE 4711 \xE9\r\n" + kWide + "\r\n\fPAGE TWO\r\n\f";
const std::string kUtf8 = "INVOICE 4711 \xC3\xA9\n" + kWide + "\n\fPAGE TWO\n\f";

std::string contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class EveryBackEnd : public testing::Test {
 protected:
  EveryBackEnd() {
    std::filesystem::create_directory(folder_.path() / "out");
    std::filesystem::create_directory(folder_.path() / "piped");
    const auto password = folder_.write("password", std::string(FtpSink::kPassword) + "\n");
    std::filesystem::permissions(password, std::filesystem::perms::owner_read);
    std::string lus;
    for (const std::string form : {"1", "3"}) {
      const RawSink& raw = form == "1" ? raw_scs_ : raw_dsc_;
      lus += lu("RAW" + form, "direct", at(raw.port()));
      lus += lu("LPR" + form, "lpr", at(lpd_.port()) + R"(, "queue": "lp", "job_name": "{lu}")");
      lus += lu("FTP" + form, "ftp",
                at(ftp_.port()) + R"(, "user": ")" + ftp_.user() + R"(", "password_file": ")" +
                    password.string() + R"(", "directory": "in", "file_name": "{lu}")");
      lus += lu("IPP" + form, "ipp", R"("uri": ")" + ipp_.uri("lp") + "\"");
      lus +=
          lu("FIL" + form, "file",
             R"("file_name": "{lu}", "directory": ")" + (folder_.path() / "out").string() + "\"");
      lus += lu("CMD" + form, "command",
                R"("command": ["/usr/bin/tee", ")" +
                    (folder_.path() / "piped" / ("CMD" + form)).string() + "\"]");
      lus += lu("CLI" + form, "printer", "");
    }
    lus.pop_back();
    daemon_.emplace(
        json_of(lus, R"("spool": {"path": ")" + (folder_.path() / "spool.db").string() + R"("},
      "application_socket": {"path": "acb.sock"},
      "applications": [{"name": "ORDERS", "description": "ORDER ENTRY", "type": "socket"}],)"));
  }

  static std::string at(std::uint16_t port) {
    return R"("host": "127.0.0.1", "port": )" + std::to_string(port);
  }
  static std::string lu(const std::string& name, const std::string& type, const std::string& more) {
    return R"({"name": ")" + name + R"(", "type": ")" + type +
           R"(", "application": "BSTTVNET", "data": ")" + (name.back() == '1' ? "scs" : "dsc") +
           "\"" + (more.empty() ? "" : ", " + more) + "},";
  }

  // One job of kText to each of them; all are durable when this returns.
  void print(const std::vector<std::string>& lus) {
    LineClient orders((daemon_->folder() / "acb.sock").string());
    orders.introduce("orders");
    orders.open("ORDERS");
    for (const std::string& name : lus) {
      EXPECT_TRUE(daemon_->shows({"show", name}, "ACT/S"));
      orders.send({{"type", "acquire"}, {"applid", "ORDERS"}, {"lu", name}});
      const Json session = orders.await("acquired").at("session");
      orders.send({{"type", "print"},
                   {"session", session},
                   {"text", kText},
                   {"end_of_job", true},
                   {"id", 1}});
      const Json printed = orders.await("printed");
      ASSERT_FALSE(printed.is_null()) << name;
      jobs_[name] = std::to_string(printed.at("job").get<int>());
      orders.send({{"type", "close"}, {"session", session}});
    }
  }
  bool printed(const std::string& name) {
    return daemon_->shows({"job", jobs_[name]}, "state        printed");
  }

  TemporaryFolder folder_;
  RawSink raw_scs_;
  RawSink raw_dsc_;
  LpdSink lpd_;
  FtpSink ftp_{FtpSink::Settings{}};
  OwnCertificate certificate_ = make_certificate(folder_, "cupsd", "localhost");
  IppSink ipp_{certificate_};
  std::map<std::string, std::string> jobs_;
  std::optional<Daemon> daemon_;
};

TEST_F(EveryBackEnd, GetsWhatWasPrintedByteForByte) {
  for (const std::string form : {"1", "3"}) {
    SCOPED_TRACE("LU" + form);
    const Printer client("CLI" + form + "@" + daemon_->host());
    print({"RAW" + form, "LPR" + form, "FTP" + form, "IPP" + form, "FIL" + form, "CMD" + form,
           "CLI" + form});
    for (const char* kind : {"RAW", "LPR", "FTP", "IPP", "FIL", "CMD", "CLI"}) {
      EXPECT_TRUE(printed(kind + form));
    }
    const auto raw = (form == "1" ? raw_scs_ : raw_dsc_).jobs(1);
    ASSERT_EQ(raw.size(), 1U);
    EXPECT_EQ(raw[0], kLatin);
    const std::size_t before = form == "1" ? 0 : 1;
    const auto lpr = lpd_.jobs(before + 1);
    ASSERT_EQ(lpr.size(), before + 1);
    EXPECT_EQ(lpr[before].bytes, kLatin);
    EXPECT_EQ(ftp_.file("FTP" + form), kUtf8);
    EXPECT_EQ(ipp_.job("IPP" + form + ".job " + jobs_["IPP" + form]), kUtf8);
    EXPECT_EQ(contents(folder_.path() / "out" / ("FIL" + form)), kUtf8);
    EXPECT_EQ(contents(folder_.path() / "piped" / ("CMD" + form)), kUtf8);
    // pr3287 formats by itself: of SCS its form feeds are lines.
    std::vector<std::string> page;
    for (std::string line : client.page()) {
      line.erase(0, line.find_first_not_of('\f'));
      if (!line.empty()) {
        page.push_back(line);
      }
    }
    EXPECT_THAT(page, testing::ElementsAre("INVOICE 4711 \xC3\xA9", kWide, "PAGE TWO"));
  }
}

}  // namespace
}  // namespace e2e
