#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <thread>
#include <utility>

#include "tests/e2e/certificates.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/s3270.h"

// What a listener offers, as openssl and nmap see it.
namespace e2e {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// What `openssl s_client` says of it.
std::string s_client(const Daemon& daemon, const std::vector<std::string>& arguments,
                     const std::string& input = "") {
  std::vector<std::string> command = {"openssl", "s_client", "-connect", daemon.host()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  const Finished said = run(command, input);
  return said.output + said.errors;
}

std::string ciphers(const Daemon& daemon) {
  const Finished said = run({"nmap", "-Pn", "-n", "-sT", "-p", std::to_string(daemon.port()),
                             "--script", "ssl-enum-ciphers", "127.0.0.1"});
  EXPECT_EQ(said.status, 0) << said.errors << "\nnmap is in Debian's nmap";
  return said.output;
}

TEST(TlsOffer, OfTheLegacyProfileReachesBackToTls10) {
  const Certificates certificates({"--rsa"});
  const Daemon daemon(certificates.on(usual_json(), "immediate", R"("minimum": "legacy")"));
  const std::vector<std::string> old = {"-tls1", "-cipher", "AES128-SHA:@SECLEVEL=0", "-CAfile",
                                        certificates.ca()};
  EXPECT_THAT(s_client(daemon, old), AllOf(HasSubstr("New, SSLv3, Cipher is AES128-SHA"),
                                           HasSubstr("Verify return code: 0 (ok)")));
  EXPECT_THAT(s_client(daemon, {"-tls1_1", "-cipher", "ALL:@SECLEVEL=0"}),
              HasSubstr("Protocol  : TLSv1.1"));
  EXPECT_THAT(s_client(daemon, {"-tls1_3"}), HasSubstr("New, TLSv1.3"));
}

TEST(TlsOffer, OfTheOthersDoesNot) {
  const Certificates certificates;
  Daemon daemon(certificates.on(usual_json(), "immediate"));
  EXPECT_THAT(s_client(daemon, {"-tls1", "-cipher", "ALL:@SECLEVEL=0"}),
              HasSubstr("alert protocol version"));
  EXPECT_TRUE(daemon.log_has("no TLS version in common: the client offers none from 1.2 on"));
  Daemon strict(certificates.on(usual_json(), "immediate", R"("minimum": "1.3")"));
  EXPECT_THAT(s_client(strict, {"-tls1_2"}), HasSubstr("alert protocol version"));
  EXPECT_TRUE(strict.log_has("no TLS version in common: the client does not offer 1.3"));
  EXPECT_THAT(s_client(strict, {"-tls1_3"}), HasSubstr("New, TLSv1.3"));
}

TEST(TlsOffer, IsListedByNmap) {
  const Certificates certificates({"--rsa"});
  const Daemon modern(certificates.on(usual_json(), "immediate"));
  EXPECT_THAT(ciphers(modern),
              AllOf(HasSubstr("TLSv1.2"), HasSubstr("TLSv1.3"), Not(HasSubstr("TLSv1.0")),
                    Not(HasSubstr("TLSv1.1")), Not(HasSubstr("CBC")), Not(HasSubstr("TLS_RSA_")),
                    HasSubstr("least strength: A")));
  const Daemon legacy(certificates.on(usual_json(), "immediate", R"("minimum": "legacy")"));
  EXPECT_THAT(
      ciphers(legacy),
      AllOf(HasSubstr("TLSv1.0"), HasSubstr("TLSv1.1"), HasSubstr("TLS_RSA_WITH_AES_128_CBC_SHA"),
            Not(HasSubstr("anon")), Not(HasSubstr("NULL,")), Not(HasSubstr("RC4"))));
}

// Connects until openssl has kept its session in `file`; that of TLS 1.3 follows the handshake.
bool keep_session(const Daemon& daemon, const char* version, const std::string& file) {
  std::filesystem::remove(file);
  const Process client(
      {"openssl", "s_client", "-connect", daemon.host(), version, "-sess_out", file});
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(5);
  while (std::chrono::steady_clock::now() < until) {
    std::error_code none;
    if (std::filesystem::file_size(file, none) > 0 && !none) {
      return true;
    }
    std::this_thread::sleep_for(Milliseconds(10));
  }
  return false;
}

TEST(TlsOffer, HasTicketsUnlessTheyAreOff) {
  const Certificates certificates;
  const Daemon daemon(certificates.on(usual_json(), "immediate"));
  const std::string session = certificates.file("session");
  for (const char* version : {"-tls1_2", "-tls1_3"}) {
    ASSERT_TRUE(keep_session(daemon, version, session));
    EXPECT_THAT(s_client(daemon, {version, "-sess_in", session}), HasSubstr("Reused, ")) << version;
  }
  EXPECT_THAT(s_client(daemon, {"-tls1_2"}), HasSubstr("TLS session ticket:"));
  const Daemon without(certificates.on(usual_json(), "immediate", R"("tickets": false)"));
  EXPECT_THAT(s_client(without, {"-tls1_2"}),
              AllOf(HasSubstr("New, TLSv1.2"), Not(HasSubstr("TLS session ticket:"))));
}

TEST(TlsOffer, HasACertificateForEachName) {
  const Certificates first;
  const Certificates second({"--name", "other.example"});
  const Daemon daemon(
      first.on(usual_json(), "immediate", R"("certificates": [")" + second.server() + "\"]"));
  EXPECT_THAT(s_client(daemon, {"-servername", "other.example", "-CAfile", second.ca(),
                                "-verify_hostname", "other.example"}),
              HasSubstr("Verify return code: 0 (ok)"));
  for (const char* name : {"localhost", "unknown.example"}) {
    EXPECT_THAT(s_client(daemon, {"-servername", name, "-CAfile", first.ca()}),
                HasSubstr("Verify return code: 0 (ok)"));
  }
}

TEST(TlsOffer, StaplesWhatTheCaSays) {
  const Certificates certificates;
  const Daemon daemon(
      certificates.on(usual_json(), "immediate", R"("ocsp": ")" + certificates.staple() + "\""));
  EXPECT_THAT(s_client(daemon, {"-status"}),
              AllOf(HasSubstr("OCSP Response Status: successful"), HasSubstr("Cert Status: good")));
  EXPECT_THAT(s_client(daemon, {}), Not(HasSubstr("OCSP Response Status")));
}

TEST(TlsOffer, IsRefusedByAnEmulatorForAnotherName) {
  const Certificates certificates;
  Daemon daemon(certificates.on(usual_json(), "immediate"));
  const Finished client = run({"s3270", "-cafile", certificates.ca(), "-accepthostname",
                               "other.example", "L:" + daemon.host()},
                              "Wait(3,InputField)\nQuit()\n");
  EXPECT_THAT(client.output + client.errors, HasSubstr("Connection failed"));
  EXPECT_TRUE(daemon.log_has("the client ended it: bad certificate")) << daemon.log();
  S3270 accepting("L:" + daemon.host(),
                  {"-cafile", certificates.ca(), "-accepthostname", "localhost"});
  EXPECT_TRUE(accepting.wait_for_field());
}

// What `tn3270d check` says of a listener with this certificate file.
Finished checked(const std::string& certificate) {
  const TemporaryFolder folder;
  const auto file = folder.write(
      "tn3270d.json", R"({"listeners": [{"name": "secure", "address": "127.0.0.1", "port": 39920,
"tls": "immediate", "certificate": ")" +
                          certificate + R"("}], "lus": [{"names": "T001", "type": "terminal"}]})");
  return run({tn3270d_binary(), "check", file.string()});
}

std::string contents(const std::string& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST(TlsMistakes, AreErrorsThatNameTheFileAndTheRemedy) {
  const Certificates own;
  const Certificates other;
  const std::string key = contents(own.file("ca.key"));
  const std::string protected_key = own.file("protected.pem");
  ASSERT_EQ(run({"openssl", "pkey", "-in", own.server(), "-aes128", "-passout", "pass:secret",
                 "-out", protected_key})
                .status,
            0);
  const TemporaryFolder folder;
  const auto put = [&folder](const char* name, const std::string& text) {
    const std::string path = folder.write(name, text).string();
    EXPECT_EQ(::chmod(path.c_str(), 0600), 0);
    return path;
  };
  for (const auto& [file, words] :
       {std::pair(put("mismatch.pem", key + contents(other.ca())),
                  "has a private key that does not match its certificate CN=tn3270d test CA"),
        std::pair(put("protected.pem", contents(protected_key) + contents(own.ca())),
                  "has a private key that is protected by a password"),
        std::pair(put("nokey.pem", contents(own.ca())), "has no private key"),
        std::pair(folder.path().string() + "/none.pem", "does not exist; make one with")}) {
    const Finished said = checked(file);
    EXPECT_EQ(said.status, 1);
    EXPECT_THAT(said.errors,
                HasSubstr("listener 'secure': the certificate file '" + file + "' " + words));
  }
}

TEST(TlsMistakes, AreWarningsWhereTlsWorksAllTheSame) {
  const Certificates own;
  const std::string pem = contents(own.server());
  const std::size_t begin = pem.find("-----BEGIN CERTIFICATE");
  const std::size_t root = pem.find("-----BEGIN CERTIFICATE", begin + 1);
  const std::string key = pem.substr(0, begin);
  const std::string server = pem.substr(begin, root - begin);
  const TemporaryFolder folder;
  const std::string file = folder.write("server.pem", key + pem.substr(root) + server).string();
  ASSERT_EQ(::chmod(file.c_str(), 0644), 0);
  const Finished disordered = checked(file);
  EXPECT_EQ(disordered.status, 0);
  EXPECT_THAT(disordered.errors, AllOf(HasSubstr("before the server's own, CN=localhost"),
                                       HasSubstr("can be read by every user of this machine"),
                                       HasSubstr("'chmod 640 " + file + "'")));
  const Finished rootless = checked(folder.write("server.pem", key + server).string());
  EXPECT_EQ(rootless.status, 0);
  EXPECT_THAT(rootless.errors, HasSubstr("has CN=localhost without the certificate of its issuer, "
                                         "CN=tn3270d test CA"));
}

}  // namespace
}  // namespace e2e
