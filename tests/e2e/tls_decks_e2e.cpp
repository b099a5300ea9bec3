#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "tests/e2e/certificates.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/ftp_sink.h"
#include "tests/e2e/lpd_sink.h"
#include "tests/e2e/raw_sink.h"
#include "tests/e2e/s3270.h"
#include "tests/e2e/stunnel.h"

// Decks of BSTTATLS and BSTTPRXY beside those of BSTTVNET.
namespace e2e {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// The deck of a partition on that port, with these statements.
std::string vnet(std::uint16_t port, const std::string& statements) {
  return "// JOB VNET\n// EXEC BSTTVNET,SIZE=BSTTVNET,OS390,TASKS=ANY\nID 02\nOPEN 127.0.0.1 " +
         std::to_string(port) + "\nAPPLID DEMO DEMO APPLICATION\n" + statements +
         "ATTACH TN3270E\n/*\n/&\n";
}

std::string tls(const std::string& program, const std::string& statements) {
  return "// JOB TLS\n// EXEC " + program + ",SIZE=" + program +
         "\nID 02\nKEYRING PRD2.CONFIG\nKEYFILE KEYS01\nSECTYPE TLSV1.2\n" + statements +
         "/*\n/&\n";
}

// What decks have no words for: where the keyring and the stack are on this machine.
std::string json(const fs::path& keyring) {
  return R"({"libraries": {"PRD2.CONFIG": ")" + keyring.string() + R"("},
    "stacks": {"02": {"address": "127.0.0.1"}},
    "applications": [{"name": "DEMO", "type": "demo"}], @ADMIN@})";
}

class TlsDecks : public testing::Test {
 protected:
  std::string deck(const std::string& name, const std::string& text) const {
    return folder_.write(name, text).string();
  }
  void keyfile(const std::string& pem) const {
    fs::create_directories(keyring());
    fs::copy_file(pem, keyring() / "keys01.pem");
    fs::permissions(keyring() / "keys01.pem", fs::perms::owner_read);
  }
  [[nodiscard]] fs::path keyring() const { return folder_.path() / "keys"; }

  TemporaryFolder folder_;
};

// The contents of all files that are anywhere below.
std::string all_below(const fs::path& folder) {
  std::string text;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      std::ifstream in(entry.path(), std::ios::binary);
      text.append(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
  }
  return text;
}

TEST_F(TlsDecks, AClientAttlsTakesAnFtpLuToAnImplicitServer) {
  const OwnCertificate certificate = make_certificate(folder_, "vsftpd", "localhost");
  keyfile(certificate.pem);
  FtpSink::Settings settings;
  settings.tls = FtpSink::Tls::Implicit;
  settings.certificate = certificate.pem;
  settings.more = "require_ssl_reuse=YES\n";
  const FtpSink server(settings);
  constexpr const char* kClearPort = "2121";  // nobody listens there
  const std::string partition =
      vnet(free_port(), std::string("TERMINAL T001 GENERIC\nFTP FTP1 BSTTVNET localhost ") +
                            kClearPort + " * " + server.user() + " " + FtpSink::kPassword + "\n");
  const std::string attls = tls(
      "BSTTATLS", std::string("OPTION CLIENT\nHANDSHAKE_CLIENT 0\nOPTION FTP\nATTLS ") +
                      kClearPort + " TO localhost AS " + std::to_string(server.port()) + " SSL\n");
  const Daemon daemon(json(keyring()), Daemon::Binary::Product,
                      {deck("vnet.jcl", partition), deck("tls.jcl", attls)});
  const Finished sent =
      run({tn3270ctl_binary(), "--url", "http://127.0.0.1:" + std::to_string(daemon.admin_port()),
           "--token-file", (daemon.folder() / "admin.token").string(), "print", "FTP1", "-"},
          "INVOICE 4711\n");
  ASSERT_EQ(sent.status, 0) << sent.errors;
  EXPECT_TRUE(daemon.shows({"job", "1"}, "state        printed"))
      << daemon.ctl({"job", "1"}).output;
  EXPECT_THAT(all_below(server.folder().parent_path()), HasSubstr("INVOICE 4711"));
}

TEST_F(TlsDecks, AClientAttlsTakesARawPrinterAndAQueueBehindTls) {
  const Certificates certificates;
  keyfile(certificates.server());
  const RawSink printer;
  const LpdSink spooler;
  const Stunnel raw(certificates.server(), printer.port());
  const Stunnel queue(certificates.server(), spooler.port());
  const std::string partition = vnet(free_port(),
                                     "TERMINAL T001 GENERIC\n"
                                     "DIRECT DIR BSTTVNET localhost 9100 *\n"
                                     "LPR LPR1 BSTTVNET localhost 515 * lp\n");
  const std::string attls =
      tls("BSTTATLS", "OPTION CLIENT\nHANDSHAKE_CLIENT 0\nATTLS 9100 TO localhost AS " +
                          std::to_string(raw.port()) + " SSL\nATTLS 515 TO localhost AS " +
                          std::to_string(queue.port()) + " SSL\n");
  const Daemon daemon(json(keyring()), Daemon::Binary::Product,
                      {deck("vnet.jcl", partition), deck("tls.jcl", attls)});
  for (const std::string lu : {"DIR", "LPR1"}) {
    EXPECT_EQ(daemon.ctl({"printers", "test", lu}).status, 0)
        << daemon.ctl({"printers", "test", lu}).output;
    const Finished sent =
        run({tn3270ctl_binary(), "--url", "http://127.0.0.1:" + std::to_string(daemon.admin_port()),
             "--token-file", (daemon.folder() / "admin.token").string(), "print", lu, "-"},
            "INVOICE FOR " + lu + "\n");
    ASSERT_EQ(sent.status, 0) << sent.errors;
  }
  EXPECT_TRUE(daemon.shows({"job", "1"}, "state        printed"))
      << daemon.ctl({"job", "1"}).output;
  EXPECT_TRUE(daemon.shows({"job", "2"}, "state        printed"))
      << daemon.ctl({"job", "2"}).output;
  EXPECT_THAT(printer.jobs(2), testing::Contains(HasSubstr("INVOICE FOR DIR")));
  ASSERT_EQ(spooler.jobs(1).size(), 1U);
  EXPECT_THAT(spooler.jobs(1)[0].bytes, HasSubstr("INVOICE FOR LPR1"));
}

TEST_F(TlsDecks, AServerThatTheKeyFileDoesNotVouchForGetsNothing) {
  const OwnCertificate shown = make_certificate(folder_, "vsftpd", "localhost");
  keyfile(make_certificate(folder_, "other", "localhost").pem);
  FtpSink::Settings settings;
  settings.tls = FtpSink::Tls::Implicit;
  settings.certificate = shown.pem;
  const FtpSink server(settings);
  const std::string partition =
      vnet(free_port(), "TERMINAL T001 GENERIC\nFTPP FTP1 BSTTVNET localhost 2121 * " +
                            server.user() + " " + FtpSink::kPassword + "\n");
  const std::string attls =
      tls("BSTTATLS", "OPTION CLIENT\nOPTION FTP\nATTLS 2121 TO localhost AS " +
                          std::to_string(server.port()) + " SSL\n");
  const Daemon daemon(json(keyring()), Daemon::Binary::Product,
                      {deck("vnet.jcl", partition), deck("tls.jcl", attls)});
  const Finished sent =
      run({tn3270ctl_binary(), "--url", "http://127.0.0.1:" + std::to_string(daemon.admin_port()),
           "--token-file", (daemon.folder() / "admin.token").string(), "print", "FTP1", "-"},
          "SECRET\n");
  ASSERT_EQ(sent.status, 0) << sent.errors;
  EXPECT_TRUE(daemon.shows({"job", "1"}, "certificate")) << daemon.ctl({"job", "1"}).output;
  EXPECT_EQ(all_below(server.folder().parent_path()), "");
}

TEST_F(TlsDecks, AnAttlsAndAProxyAreListenersBesideTheClearOne) {
  const Certificates certificates;
  keyfile(certificates.server());
  const std::uint16_t clear = free_port();
  const std::string attls_port = std::to_string(free_port());
  const std::string proxy_port = std::to_string(free_port());
  const std::string port = std::to_string(clear);
  Daemon daemon(
      json(keyring()), Daemon::Binary::Product,
      {deck("attls.jcl",
            tls("BSTTATLS", "OPTION SERVER\nATTLS " + port + " AS " + attls_port + " SSL\n")),
       deck("proxy.jcl", tls("BSTTPRXY", "OPTION SERVER\nPROXY TCP V4 " + proxy_port +
                                             " SSL * TO V4 " + port + " TXT * 127.0.0.1\n")),
       deck("vnet.jcl", vnet(clear,
                             "TERMINAL T001 GENERIC\nTERMINAL T002 GENERIC\n"
                             "TERMINAL T003 GENERIC\n"))});
  S3270 plain("127.0.0.1:" + port);
  ASSERT_TRUE(plain.wait_for_field()) << daemon.log();
  for (const std::string& secure : {attls_port, proxy_port}) {
    S3270 client("L:localhost:" + secure, {"-cafile", certificates.ca(), "-model", "3278-2"});
    ASSERT_TRUE(client.wait_for_field()) << secure << daemon.log();
    EXPECT_EQ(client.query("Tls"), "secure host-verified");
    EXPECT_THAT(client.screen(), HasSubstr("DEMO"));
  }
}

}  // namespace
}  // namespace e2e
