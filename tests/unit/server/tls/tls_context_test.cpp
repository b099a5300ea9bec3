#include "tn3270/server/tls/tls_context.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/err.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "config/limits.h"
#include "tests/unit/server/tls/mint.h"
#include "tests/unit/server/tls/tls_client.h"

namespace server {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

// What load() says of a file; empty: it loads.
std::string fault_of(const std::string& file) {
  auto loaded = TlsContext::load({file});
  EXPECT_EQ(ERR_peek_error(), 0U);
  const auto* fault = std::get_if<std::string>(&loaded);
  return fault == nullptr ? "" : *fault;
}

std::string with_crlf(const std::string& text) {
  std::string changed;
  for (const char c : text) {
    changed += c == '\n' ? std::string("\r\n") : std::string(1, c);
  }
  return changed;
}

// Subjects of what a client is sent.
std::vector<std::string> sent_chain(const std::string& file) {
  Pair pair(std::get<std::shared_ptr<const TlsContext>>(TlsContext::load({file})));
  pair.run();
  std::vector<std::string> names;
  STACK_OF(X509)* chain = SSL_get_peer_cert_chain(pair.client.native());
  for (int index = 0; index < sk_X509_num(chain); ++index) {
    char name[64] = {};
    X509_NAME_get_text_by_NID(X509_get_subject_name(sk_X509_value(chain, index)), NID_commonName,
                              name, sizeof name);
    names.emplace_back(name);
  }
  return names;
}

class TlsFile : public testing::Test {
 protected:
  std::string fault(const std::string& text) { return fault_of(folder_.write("server.pem", text)); }
  [[nodiscard]] std::string named(const std::string& what) const {
    return "the certificate file '" + folder_.file("server.pem") + "' " + what;
  }
  const TemporaryFolder folder_;
};

TEST_F(TlsFile, MayBeInAnyOrderWithTextAroundAndAnyLineEnds) {
  const Minted root = mint("root", ec_key("P-256"), MintedAs::Authority);
  const Minted middle = mint("middle", ec_key("P-384"), MintedAs::Authority, &root);
  const Minted leaf = mint("leaf", ec_key("P-256"), MintedAs::Server, &middle);
  const Minted foreign = mint("foreign", ec_key("P-256"), MintedAs::Authority);
  std::vector<std::string> parts = {"subject=/CN=x\n" + leaf.certificate_pem(), leaf.key_pem(),
                                    middle.certificate_pem() + "\n\n", root.certificate_pem()};
  std::sort(parts.begin(), parts.end());
  do {
    std::string text = foreign.certificate_pem();
    for (const std::string& part : parts) {
      text += part;
    }
    ASSERT_THAT(sent_chain(folder_.write("server.pem", text)),
                ElementsAre("leaf", "middle", "root"));
    ASSERT_EQ(fault(with_crlf(text)), "");
    ASSERT_EQ(fault("\xEF\xBB\xBF" + text), "");
  } while (std::next_permutation(parts.begin(), parts.end()));
}

TEST_F(TlsFile, MayHoldAnRsaOrAnEllipticKey) {
  for (const auto& [key, suite] : {std::pair(rsa_key(2048), "ECDHE-RSA-AES256-GCM-SHA384"),
                                   std::pair(ec_key("P-521"), "ECDHE-ECDSA-AES256-GCM-SHA384")}) {
    EVP_PKEY_up_ref(key.get());
    const Minted own = mint("own", PrivateKey(key.get()), MintedAs::Server);
    const auto file = folder_.write("server.pem", own.key_pem() + own.certificate_pem());
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
      Pair pair(std::get<std::shared_ptr<const TlsContext>>(TlsContext::load({file})), version);
      pair.run();
      EXPECT_EQ(pair.engine.state(), TlsEngine::State::Open) << pair.engine.error();
      if (version == TLS1_2_VERSION) {
        EXPECT_THAT(pair.engine.description(), EndsWith(suite));
      }
    }
  }
}

TEST_F(TlsFile, SaysWhoseItIsAndWhenItEnds) {
  const TestCertificate certificate;
  const auto context = certificate.context();
  const ServedCertificate& own = context->certificates().front();
  EXPECT_EQ(own.subject, "CN=localhost");
  EXPECT_EQ(own.file, certificate.server);
  const auto life = own.valid_until - own.valid_from;
  EXPECT_EQ(life, std::chrono::hours(25));
}

TEST_F(TlsFile, HidesControlBytesOfASubject) {
  const Minted own = mint("a\x1b[2Jb", ec_key("P-256"), MintedAs::Server);
  const auto loaded =
      TlsContext::load({folder_.write("server.pem", own.key_pem() + own.certificate_pem())});
  EXPECT_EQ(std::get<std::shared_ptr<const TlsContext>>(loaded)->certificates().front().subject,
            "CN=a\\1B[2Jb");
}

TEST_F(TlsFile, ThatIsNotThereIsSaid) {
  EXPECT_EQ(fault_of(folder_.file("server.pem")),
            named("does not exist; make one with 'tn3270d certificate', or name another"));
}

TEST_F(TlsFile, ThatMayNotBeReadIsSaid) {
  const auto file = folder_.write("server.pem", "x");
  ::chmod(file.c_str(), 0);
  if (::geteuid() == 0) {
    ASSERT_EQ(::seteuid(65534), 0);  // root reads everything
    ::chmod(folder_.path().c_str(), 0755);
  }
  const std::string said = fault_of(file);
  if (::getuid() == 0) {
    ASSERT_EQ(::seteuid(0), 0);
  }
  EXPECT_EQ(said, named("cannot be read: Permission denied; let this server's user read it"));
}

TEST_F(TlsFile, ThatIsADirectoryIsSaid) {
  EXPECT_THAT(fault_of(folder_.path().string()), EndsWith("is a directory; name the file in it"));
}

TEST_F(TlsFile, ThatIsAPipeDoesNotHoldTheStart) {
  ASSERT_EQ(::mkfifo(folder_.file("server.pem").c_str(), 0600), 0);
  EXPECT_EQ(fault_of(folder_.file("server.pem")), named("is a device or a pipe; name a file"));
}

TEST_F(TlsFile, ThatIsEmptyIsSaid) {
  EXPECT_THAT(fault(""), AllOf(StartsWith(named("is empty; ")), HasSubstr("tn3270d certificate")));
}

TEST_F(TlsFile, ThatIsTooLongIsSaid) {
  EXPECT_EQ(fault(std::string(config::limits::kPemFileBytes + 1, ' ')),
            named("is longer than 1024 KB, as no such file is; name another"));
}

TEST_F(TlsFile, ThatIsNeitherPemNorPkcs12IsSaid) {
  EXPECT_THAT(fault("0\x82\x01\x02 PKCS"), StartsWith(named("is neither PEM (")));
  EXPECT_THAT(fault("-----BEGIN NOTHING"),
              StartsWith(named("has neither a private key nor a certificate in PEM")));
}

TEST_F(TlsFile, WithoutAKeyOrACertificateIsSaid) {
  const Minted own = mint("own", ec_key("P-256"), MintedAs::Server);
  EXPECT_THAT(fault(own.certificate_pem()), StartsWith(named("has no private key; ")));
  EXPECT_THAT(fault(own.key_pem()), StartsWith(named("has a private key and no certificate; ")));
}

TEST_F(TlsFile, WithAKeyOfAnotherCertificateIsSaid) {
  const Minted own = mint("own", ec_key("P-256"), MintedAs::Server);
  const Minted other = mint("other", rsa_key(2048), MintedAs::Server);
  EXPECT_THAT(
      fault(own.key_pem() + other.certificate_pem()),
      StartsWith(named("has a private key that does not match its certificate CN=other; ")));
}

TEST_F(TlsFile, WithTwoKeysIsSaid) {
  const Minted own = mint("own", ec_key("P-256"), MintedAs::Server);
  EXPECT_THAT(fault(own.key_pem() + own.certificate_pem() + own.key_pem()),
              StartsWith(named("has 2 private keys; keep ")));
}

TEST_F(TlsFile, WithAProtectedKeyIsSaidWithBothRemedies) {
  const Minted own = mint("own", rsa_key(2048), MintedAs::Server);
  for (const std::string& key : {own.encrypted_pem(), own.old_encrypted_pem()}) {
    EXPECT_THAT(fault(key + own.certificate_pem()),
                AllOf(StartsWith(named("has a private key that is protected by a password")),
                      HasSubstr("\"password_file\""), HasSubstr("openssl pkey")));
  }
}

TEST_F(TlsFile, WithAKeyThatIsTooShortIsSaid) {
  const Minted own = mint("own", rsa_key(1024), MintedAs::Server);
  EXPECT_EQ(fault(own.key_pem() + own.certificate_pem()),
            named("has a key that is too short; RSA needs 2,048 bits, elliptic curves 224"));
}

TEST_F(TlsFile, ThatIsCutAnywhereIsSaid) {
  const Minted own = mint("own", ec_key("P-256"), MintedAs::Server);
  const std::string text = own.key_pem() + own.certificate_pem();
  for (std::size_t size = 1; size + 2 < text.size(); ++size) {
    EXPECT_THAT(fault(text.substr(0, size)), StartsWith(named(""))) << size;
  }
}

TEST_F(TlsFile, WithAnyByteChangedLoadsOrIsRefusedInWords) {
  const Minted own = mint("own", ec_key("P-256"), MintedAs::Server);
  const std::string text = own.key_pem() + own.certificate_pem();
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string changed = text;
    changed[at] = changed[at] == '\n' ? 'x' : '\n';
    const std::string said = fault(changed);
    EXPECT_TRUE(said.empty() || said.starts_with(named(""))) << said;
  }
}

TEST_F(TlsFile, ThatIsDamagedNamesTheBlock) {
  const Minted own = mint("own", ec_key("P-256"), MintedAs::Server);
  const std::string text = own.key_pem() + own.certificate_pem();
  EXPECT_THAT(fault(text.substr(0, text.size() - 40)),
              AllOf(StartsWith(named("is damaged at its block 2 (")), HasSubstr("copy it again")));
}

TEST_F(TlsFile, WithACertificateThatIsNotValidNowLoads) {
  Minted own = mint("own", ec_key("P-256"), MintedAs::Server);
  X509_gmtime_adj(X509_getm_notAfter(own.certificate.get()), -30);
  X509_sign(own.certificate.get(), own.key.get(), EVP_sha256());
  EXPECT_EQ(fault(own.key_pem() + own.certificate_pem()), "");
}

}  // namespace
}  // namespace server
