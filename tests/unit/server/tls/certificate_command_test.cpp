#include "tn3270/server/certificate_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <sstream>
#include <string>

#include "tests/unit/server/tls/mint.h"
#include "tests/unit/server/tls/tls_client.h"
#include "tn3270/server/tls/certificate_facts.h"
#include "tn3270/server/tls/keystore.h"
#include "tn3270/server/tls/pkcs12_file.h"
#include "tn3270/server/tls/test_authority.h"

namespace server {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr std::chrono::hours kDay{24};

mode_t mode_of(const std::string& file) {
  struct stat status {};
  return ::stat(file.c_str(), &status) == 0 ? status.st_mode & 0777U : 0;
}

class CertificateCommand : public testing::Test {
 protected:
  CertificateCommand() { order_.directory = folder_.path().string(); }

  int make() {
    out_.str({});
    errors_.str({});
    return make_certificate(order_, "vsehost", now_, out_, errors_);
  }
  [[nodiscard]] Keystore server() const {
    return std::get<Keystore>(read_keystore(folder_.file("server.pem")));
  }
  [[nodiscard]] bool certifies(const std::string& host) const {
    const Keystore pem = server();
    return X509_check_host(pem.certificate.get(), host.c_str(), host.size(), 0, nullptr) == 1;
  }
  [[nodiscard]] bool certifies_address(const std::string& address) const {
    const Keystore pem = server();
    return X509_check_ip_asc(pem.certificate.get(), address.c_str(), 0) == 1;
  }

  const WallTime now_ = std::chrono::system_clock::now();
  const TemporaryFolder folder_;
  CertificateOrder order_;
  std::ostringstream out_;
  std::ostringstream errors_;
};

TEST_F(CertificateCommand, MakesWhatAClientVerifies) {
  ASSERT_EQ(make(), 0) << errors_.str();
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    Pair pair(
        std::get<std::shared_ptr<const TlsContext>>(TlsContext::load({folder_.file("server.pem")})),
        version, folder_.file("ca.pem"));
    pair.run();
    EXPECT_EQ(pair.engine.state(), TlsEngine::State::Open) << pair.engine.error();
    EXPECT_EQ(SSL_get_verify_result(pair.client.native()), X509_V_OK);
  }
}

TEST_F(CertificateCommand, KeepsKeysToTheirOwner) {
  const mode_t before = ::umask(0);
  EXPECT_EQ(make(), 0);
  ::umask(before);
  EXPECT_EQ(mode_of(folder_.file("ca.key")), 0600U);
  EXPECT_EQ(mode_of(folder_.file("server.pem")), 0600U);
  EXPECT_EQ(mode_of(folder_.file("ca.pem")), 0644U);
}

TEST_F(CertificateCommand, CertifiesThisHostAndAllNamesThatAreGiven) {
  order_.names = {"vse.example", "*.site.example", "10.1.2.3", "2001:db8::7", "LOCALHOST"};
  ASSERT_EQ(make(), 0) << errors_.str();
  for (const char* host : {"localhost", "vsehost", "vse.example", "a.site.example"}) {
    EXPECT_TRUE(certifies(host)) << host;
  }
  for (const char* address : {"127.0.0.1", "::1", "10.1.2.3", "2001:db8::7"}) {
    EXPECT_TRUE(certifies_address(address)) << address;
  }
  EXPECT_FALSE(certifies("other.example"));
  EXPECT_THAT(out_.str(), HasSubstr("names        vse.example, *.site.example, 10.1.2.3, "
                                    "2001:db8::7, LOCALHOST, 127.0.0.1, ::1, vsehost\n"));
}

TEST_F(CertificateCommand, PutsKeyCertificateAndCaIntoOneFileInThisOrder) {
  ASSERT_EQ(make(), 0);
  const std::string text = folder_.read("server.pem");
  EXPECT_THAT(text, StartsWith("-----BEGIN PRIVATE KEY-----\n"));
  EXPECT_TRUE(text.ends_with(folder_.read("ca.pem")));
  EXPECT_EQ(server().chain.size(), 1U);
}

TEST_F(CertificateCommand, SaysWhatItWroteAndHowToUseIt) {
  ASSERT_EQ(make(), 0);
  const std::string ca = folder_.file("ca.pem");
  EXPECT_THAT(out_.str(), StartsWith("wrote " + folder_.file("ca.key")));
  EXPECT_THAT(out_.str(), HasSubstr(facts_of(*server().certificate).fingerprint));
  EXPECT_THAT(out_.str(), HasSubstr("  c3270 -cafile " + ca + " L:localhost:3992\n"));
  EXPECT_THAT(out_.str(), HasSubstr("  s3270 -cafile " + ca + " L:localhost:3992\n"));
  EXPECT_THAT(out_.str(), HasSubstr("openssl s_client -connect localhost:3992"));
  EXPECT_THAT(errors_.str(), IsEmpty());
}

TEST_F(CertificateCommand, QuotesAPathForTheShell) {
  order_.directory = folder_.file("it's here");
  ASSERT_EQ(make(), 0) << errors_.str();
  EXPECT_THAT(out_.str(), HasSubstr("c3270 -cafile '" + folder_.path().string() +
                                    "/it'\\''s here/ca.pem' L:localhost:3992\n"));
}

TEST_F(CertificateCommand, IsValidForAsLongAsAsked) {
  order_.days = 10;
  ASSERT_EQ(make(), 0);
  const CertificateFacts facts = facts_of(*server().certificate);
  EXPECT_LT(facts.valid_from, now_);
  EXPECT_LE(facts.valid_until - now_, 10 * kDay);
  EXPECT_GT(facts.valid_until - now_, 10 * kDay - std::chrono::seconds(2));
}

TEST_F(CertificateCommand, NeverReplacesAServerCertificateUnasked) {
  ASSERT_EQ(make(), 0);
  const std::string before = folder_.read("server.pem");
  EXPECT_EQ(make(), 1);
  EXPECT_EQ(errors_.str(), "tn3270d certificate: '" + folder_.file("server.pem") +
                               "' exists; --force replaces it\n");
  EXPECT_THAT(out_.str(), IsEmpty());
  EXPECT_EQ(folder_.read("server.pem"), before);
}

TEST_F(CertificateCommand, IssuesAnotherCertificateWithTheSameCa) {
  ASSERT_EQ(make(), 0);
  const std::string ca = folder_.read("ca.pem");
  const std::string before = folder_.read("server.pem");
  order_.overwrite = Overwrite::Yes;
  ASSERT_EQ(make(), 0) << errors_.str();
  EXPECT_EQ(folder_.read("ca.pem"), ca);
  EXPECT_NE(folder_.read("server.pem"), before);
  EXPECT_TRUE(folder_.read("server.pem").ends_with(ca));
  EXPECT_THAT(out_.str(), StartsWith("used " + folder_.file("ca.key")));
}

TEST_F(CertificateCommand, NeverIssuesBeyondTheEndOfItsCa) {
  const Identity authority = make_authority("x", now_ - kDay, now_ + 5 * kDay);
  static_cast<void>(folder_.write("ca.pem", authority.certificate));
  static_cast<void>(folder_.write("ca.key", authority.key));
  ASSERT_EQ(make(), 0) << errors_.str();
  EXPECT_LE(facts_of(*server().certificate).valid_until, now_ + 5 * kDay);
}

TEST_F(CertificateCommand, RefusesACaThatExpired) {
  const Identity authority = make_authority("x", now_ - 9 * kDay, now_ - kDay);
  static_cast<void>(folder_.write("ca.pem", authority.certificate));
  static_cast<void>(folder_.write("ca.key", authority.key));
  EXPECT_EQ(make(), 1);
  EXPECT_THAT(errors_.str(), HasSubstr("expired on " + date_of(now_ - kDay)));
}

TEST_F(CertificateCommand, RefusesHalfACa) {
  ASSERT_EQ(make(), 0);
  std::filesystem::remove(folder_.file("ca.key"));
  order_.overwrite = Overwrite::Yes;
  EXPECT_EQ(make(), 1);
  EXPECT_THAT(errors_.str(), HasSubstr("there is '" + folder_.file("ca.pem") + "' without '" +
                                       folder_.file("ca.key") + "'"));
}

TEST_F(CertificateCommand, RefusesACaThatIsBrokenOrNone) {
  static_cast<void>(folder_.write("ca.key", "x"));
  static_cast<void>(folder_.write("ca.pem", "y"));
  EXPECT_EQ(make(), 1);
  EXPECT_THAT(errors_.str(), HasSubstr("the CA in '" + folder_.file("ca.pem")));
  const Minted server = mint("no authority", ec_key("P-256"), MintedAs::Server);
  static_cast<void>(folder_.write("ca.key", server.key_pem()));
  static_cast<void>(folder_.write("ca.pem", server.certificate_pem()));
  EXPECT_EQ(make(), 1);
  EXPECT_THAT(errors_.str(), HasSubstr("is not one: its certificate may not issue others"));
}

TEST_F(CertificateCommand, IssuesWithACaOfAnotherMaker) {
  const Minted authority = mint("RSA CA", rsa_key(2048), MintedAs::Authority);
  static_cast<void>(folder_.write("ca.key", authority.key_pem()));
  static_cast<void>(folder_.write("ca.pem", authority.certificate_pem()));
  ASSERT_EQ(make(), 0) << errors_.str();
  Pair pair(
      std::get<std::shared_ptr<const TlsContext>>(TlsContext::load({folder_.file("server.pem")})),
      TLS1_3_VERSION, folder_.file("ca.pem"));
  pair.run();
  EXPECT_EQ(pair.engine.state(), TlsEngine::State::Open) << pair.engine.error();
}

TEST_F(CertificateCommand, RefusesNamesThatAreNone) {
  for (const char* name : {"", "a b", "a..b", "-a", "*", "a.*", "x,IP:1.2.3.4", "caf\xC3\xA9"}) {
    order_.names = {name};
    EXPECT_EQ(make(), 2) << name;
    EXPECT_THAT(errors_.str(), HasSubstr("is neither a host name nor an address"));
    EXPECT_FALSE(std::filesystem::exists(folder_.file("server.pem")));
  }
}

TEST_F(CertificateCommand, MakesRsaKeysForOldEmulators) {
  order_.kind = KeyKind::Rsa;
  ASSERT_EQ(make(), 0) << errors_.str();
  EXPECT_EQ(EVP_PKEY_get_base_id(server().key.get()), EVP_PKEY_RSA);
  EXPECT_EQ(EVP_PKEY_get_base_id(X509_get0_pubkey(server().chain.front().get())), EVP_PKEY_RSA);
  config::TlsSettings legacy;
  legacy.minimum = config::TlsFloor::Legacy;
  Pair pair(std::get<std::shared_ptr<const TlsContext>>(
                TlsContext::load({folder_.file("server.pem"), legacy})),
            TLS1_VERSION, folder_.file("ca.pem"));
  SSL_set_cipher_list(pair.client.native(), "kRSA:@SECLEVEL=0");
  pair.run();
  EXPECT_EQ(pair.engine.state(), TlsEngine::State::Open) << pair.engine.error();
}

TEST_F(CertificateCommand, MakesNoRsaKeysWithACaThatHasNone) {
  ASSERT_EQ(make(), 0);
  order_.kind = KeyKind::Rsa;
  order_.overwrite = Overwrite::Yes;
  EXPECT_EQ(make(), 1);
  EXPECT_THAT(errors_.str(), HasSubstr("has a key of an elliptic curve, and who needs RSA cannot"));
}

TEST_F(CertificateCommand, MakesAClientThatTheServerVerifies) {
  order_.client = "JOE";
  ASSERT_EQ(make(), 0) << errors_.str();
  EXPECT_EQ(mode_of(folder_.file("client-JOE.pem")), 0600U);
  EXPECT_THAT(out_.str(), HasSubstr("-certfile " + folder_.file("client-JOE.pem") + " -keyfile"));
  EXPECT_THAT(out_.str(), HasSubstr(R"("tls_settings": {"client_certificate": "required"})"));
  const auto client = std::get<Keystore>(read_keystore(folder_.file("client-JOE.pem")));
  config::TlsSettings settings;
  settings.client = config::ClientCertificate::Required;
  Pair pair(std::get<std::shared_ptr<const TlsContext>>(
                TlsContext::load({folder_.file("server.pem"), settings})),
            TLS1_3_VERSION, folder_.file("ca.pem"));
  SSL_use_certificate(pair.client.native(), client.certificate.get());
  SSL_use_PrivateKey(pair.client.native(), client.key.get());
  pair.run();
  ASSERT_EQ(pair.engine.state(), TlsEngine::State::Open) << pair.engine.error();
  EXPECT_EQ(pair.engine.peer_certificate()->subject, "CN=JOE");
  EXPECT_TRUE(pair.engine.peer_certificate()->verified);
}

TEST_F(CertificateCommand, LeavesTheServerAloneWhenAClientIsAddedLater) {
  ASSERT_EQ(make(), 0);
  const std::string before = folder_.read("server.pem");
  order_.client = "ANN";
  ASSERT_EQ(make(), 0) << errors_.str();
  EXPECT_EQ(folder_.read("server.pem"), before);
  EXPECT_THAT(out_.str(), Not(HasSubstr("for the server")));
  EXPECT_EQ(make(), 1);
  EXPECT_THAT(errors_.str(), HasSubstr("client-ANN.pem' exists; --force replaces it"));
  order_.overwrite = Overwrite::Yes;
  EXPECT_EQ(make(), 0);
  EXPECT_EQ(folder_.read("server.pem"), before);
}

TEST_F(CertificateCommand, SealsForWindowsWhatAClientNeeds) {
  order_.client = "JOE";
  order_.pfx = folder_.file("joe.pfx");
  order_.password_file = folder_.write("password", "secret\n");
  ASSERT_EQ(make(), 0) << errors_.str();
  EXPECT_EQ(mode_of(order_.pfx), 0600U);
  Password password;
  password.text = "secret";
  password.file = order_.password_file;
  const auto store = std::get<Keystore>(read_keystore(order_.pfx, password));
  EXPECT_EQ(subject_of(*store.certificate), "CN=JOE");
  EXPECT_EQ(store.chain.size(), 1U);
  EXPECT_THAT(out_.str(), HasSubstr("certutil -user -importpfx " + order_.pfx));
}

TEST_F(CertificateCommand, SealsForWindowsTheCaAlone) {
  order_.pfx = folder_.file("ca.pfx");
  order_.password_file = folder_.write("password", "secret\n");
  ASSERT_EQ(make(), 0) << errors_.str();
  PemBlocks found;
  Password password;
  password.text = "secret";
  password.file = order_.password_file;
  EXPECT_EQ(read_pkcs12(folder_.read("ca.pfx"), password, found), "");
  EXPECT_THAT(found.keys, IsEmpty()) << "the CA's key stays here";
  EXPECT_EQ(found.certificates.size(), 1U);
}

TEST_F(CertificateCommand, RefusesWhatMakesNoSense) {
  order_.client = "../x";
  EXPECT_EQ(make(), 2);
  EXPECT_THAT(errors_.str(), HasSubstr("--client '../x' is no name"));
  order_.client.clear();
  order_.pfx = folder_.file("ca.pfx");
  EXPECT_EQ(make(), 2);
  EXPECT_THAT(errors_.str(), HasSubstr("--pfx needs --password-file"));
  order_.password_file = folder_.file("none");
  EXPECT_EQ(make(), 1);
  EXPECT_THAT(errors_.str(), HasSubstr("the password file '"));
  EXPECT_FALSE(std::filesystem::exists(folder_.file("ca.key"))) << "nothing was written";
}

TEST_F(CertificateCommand, SaysHowWindowsIsGivenIt) {
  ASSERT_EQ(make(), 0);
  for (const char* words : {"append ca.pem to root_certs.txt", "certutil -user -addstore Root",
                            "PCOMM's key database takes a .pfx"}) {
    EXPECT_THAT(out_.str(), HasSubstr(words));
  }
}

TEST_F(CertificateCommand, SaysWhereItCannotWrite) {
  order_.directory = folder_.write("file", "") + "/below";
  EXPECT_EQ(make(), 1);
  EXPECT_THAT(errors_.str(), HasSubstr("cannot be made"));
  EXPECT_THAT(errors_.str(), HasSubstr("choose another with --directory"));
}

TEST_F(CertificateCommand, LeavesNothingHalfDone) {
  ASSERT_EQ(make(), 0);
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
    EXPECT_THAT(entry.path().string(), Not(HasSubstr(".new")));
  }
}

TEST(TestAuthority, IsNeverNamedTwiceTheSame) {
  const WallTime now = std::chrono::system_clock::now();
  const std::string long_host(200, 'h');
  const auto subject = [&] {
    const Identity made = make_authority(long_host, now, now + kDay);
    const auto pem = read_pem(made.key + made.certificate, "it");
    return facts_of(*std::get<Keystore>(pem).certificate).subject;
  };
  EXPECT_NE(subject(), subject());
}

}  // namespace
}  // namespace server
