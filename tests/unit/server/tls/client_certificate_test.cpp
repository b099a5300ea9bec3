#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "tests/unit/server/tls/mint.h"
#include "tests/unit/server/tls/tls_client.h"
#include "tn3270/server/tls/ticket_keys.h"

namespace server {
namespace {

using config::ClientCertificate;
using config::TlsSettings;
using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;
using Context = std::shared_ptr<const TlsContext>;
using State = TlsEngine::State;

constexpr long kSerial = 77;

MintOrder ordered(const Minted& issuer, long serial = kSerial) {
  MintOrder order;
  order.issuer = &issuer;
  order.serial = serial;
  return order;
}

class ClientCertificates : public testing::TestWithParam<int> {
 protected:
  ClientCertificates() { settings_.client = ClientCertificate::Required; }

  [[nodiscard]] TlsContext::Loaded load() const {
    return TlsContext::load({file_, settings_}, keys_);
  }
  [[nodiscard]] Context context() const {
    auto loaded = load();
    const auto* fault = std::get_if<std::string>(&loaded);
    EXPECT_EQ(fault == nullptr ? "" : *fault, "");
    return std::get<Context>(loaded);
  }
  // A connection of a client with `certificate`, or without.
  std::unique_ptr<Pair> connect(const Context& context, const Minted* certificate,
                                SSL_SESSION* resumed = nullptr) {
    auto pair = std::make_unique<Pair>(context, GetParam(), "", resumed);
    if (certificate != nullptr) {
      SSL_use_certificate(pair->client.native(), certificate->certificate.get());
      SSL_use_PrivateKey(pair->client.native(), certificate->key.get());
    }
    pair->run();
    return pair;
  }
  std::string error(const Minted* certificate) {
    const auto pair = connect(context(), certificate);
    EXPECT_EQ(pair->engine.peer_certificate(), std::nullopt);
    EXPECT_EQ(pair->engine.state(), State::Failed);
    return pair->engine.error();
  }

  const Minted root_ = mint("root", ec_key("P-256"), MintedAs::Authority);
  const Minted own_ = mint("server", ec_key("P-256"), MintedAs::Server, &root_);
  const Minted joe_ = mint("JOE", ec_key("P-256"), ordered(root_));
  const TemporaryFolder folder_;
  const std::string file_ = folder_.write(
      "server.pem", own_.key_pem() + own_.certificate_pem() + root_.certificate_pem());
  const TicketKeys keys_;
  TlsSettings settings_;
};

INSTANTIATE_TEST_SUITE_P(Tls, ClientCertificates, testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         [](const auto& version) {
                           return version.param == TLS1_2_VERSION ? "Tls12" : "Tls13";
                         });

TEST_P(ClientCertificates, OfTheRootInTheKeystoreAreTakenAndTold) {
  const auto pair = connect(context(), &joe_);
  ASSERT_EQ(pair->engine.state(), State::Open) << pair->engine.error();
  const auto shown = pair->engine.peer_certificate();
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->subject, "CN=JOE");
  EXPECT_EQ(shown->common_name, "JOE");
  EXPECT_TRUE(shown->verified);
}

TEST_P(ClientCertificates, AreAskedForWithTheNamesOfTheirIssuers) {
  const auto pair = connect(context(), &joe_);
  const STACK_OF(X509_NAME)* names = SSL_get0_peer_CA_list(pair->client.native());
  ASSERT_EQ(sk_X509_NAME_num(names), 1);
  EXPECT_EQ(
      X509_NAME_cmp(sk_X509_NAME_value(names, 0), X509_get_subject_name(root_.certificate.get())),
      0);
}

TEST_P(ClientCertificates, ThatAreMissingAreSaid) {
  EXPECT_EQ(error(nullptr),
            "the client sent no certificate, and here it needs one; give it a certificate that our "
            "CA has issued, with its key");
}

TEST_P(ClientCertificates, MayBeMissingWhereTheyAreOptional) {
  settings_.client = ClientCertificate::Optional;
  const auto without = connect(context(), nullptr);
  EXPECT_EQ(without->engine.state(), State::Open);
  EXPECT_EQ(without->engine.peer_certificate(), std::nullopt);
  EXPECT_TRUE(connect(context(), &joe_)->engine.peer_certificate()->verified);
  const Minted stranger = mint("stranger", ec_key("P-256"), MintedAs::Server);
  EXPECT_THAT(error(&stranger), HasSubstr("CN=stranger has signed itself"));
}

TEST_P(ClientCertificates, AreNotAskedForWhereNobodyWantsThem) {
  settings_.client = ClientCertificate::None;
  const auto pair = connect(context(), &joe_);
  EXPECT_EQ(pair->engine.state(), State::Open);
  EXPECT_EQ(pair->engine.peer_certificate(), std::nullopt);
}

TEST_P(ClientCertificates, OfAnotherAuthorityAreRefusedByName) {
  const Minted other = mint("other", ec_key("P-256"), MintedAs::Authority);
  const Minted eve = mint("EVE", ec_key("P-256"), ordered(other));
  EXPECT_EQ(error(&eve),
            "the client's certificate CN=EVE was issued by CN=other, which is no CA that we trust; "
            "the client needs one that our CA has issued");
}

TEST_P(ClientCertificates, OfAFileOfAuthoritiesAreTakenWithOrWithoutTheRootAbove) {
  const Minted above = mint("above", ec_key("P-256"), MintedAs::Authority);
  const Minted middle = mint("middle", ec_key("P-256"), MintedAs::Authority, &above);
  const Minted ann = mint("ANN", ec_key("P-256"), ordered(middle));
  settings_.client_ca = folder_.write("ca.pem", middle.certificate_pem());
  EXPECT_EQ(connect(context(), &ann)->engine.peer_certificate()->subject, "CN=ANN");
  EXPECT_THAT(error(&joe_), HasSubstr("CN=JOE was issued by CN=root, which is no CA"));
}

TEST_P(ClientCertificates, ThatExpiredOrAreNotValidYetAreRefused) {
  MintOrder order = ordered(root_);
  order.from = -9'000;
  order.until = -100;
  const Minted late = mint("LATE", ec_key("P-256"), order);
  EXPECT_THAT(error(&late), StartsWith("the client's certificate CN=LATE expired on 20"));
  order.from = 9'000;
  order.until = 10'000;
  const Minted early = mint("EARLY", ec_key("P-256"), order);
  EXPECT_THAT(error(&early), StartsWith("the client's certificate CN=EARLY is not valid before"));
}

TEST_P(ClientCertificates, OfServersAreRefused) {
  MintOrder order = ordered(root_);
  order.usage = "serverAuth";
  const Minted host = mint("HOST", ec_key("P-256"), order);
  EXPECT_EQ(error(&host),
            "the client's certificate CN=HOST is not for clients, as its extended key usage says");
}

TEST_P(ClientCertificates, ThatAreRevokedAreRefused) {
  settings_.client_crl = folder_.write("crl.pem", revocation_list(root_, {5, kSerial}));
  EXPECT_EQ(error(&joe_), "the client's certificate CN=JOE was revoked by its issuer");
  settings_.client_crl = folder_.write("crl.pem", revocation_list(root_, {5}));
  EXPECT_EQ(connect(context(), &joe_)->engine.state(), State::Open);
}

TEST_P(ClientCertificates, ThatNobodyCanLookUpAreRefused) {
  settings_.client_crl = folder_.write("crl.pem", revocation_list(root_, {}, -60));
  EXPECT_THAT(context()->notes(), ElementsAre(AllOf(HasSubstr("was to be replaced by"),
                                                    HasSubstr("certificates of CN=root"))));
  EXPECT_THAT(error(&joe_), EndsWith("revocation list is too old; get a new one"));
  const Minted other = mint("other", ec_key("P-256"), MintedAs::Authority);
  settings_.client_crl = folder_.write("crl.pem", revocation_list(other, {}));
  EXPECT_THAT(context()->notes(), ElementsAre(HasSubstr("is of CN=other, which is not among")));
  EXPECT_THAT(error(&joe_), EndsWith("revocation list is missing; get it"));
}

TEST_P(ClientCertificates, BelowAnIssuerNeedNoListOfTheRoot) {
  const Minted middle = mint("middle", ec_key("P-256"), MintedAs::Authority, &root_);
  const Minted ann = mint("ANN", ec_key("P-256"), ordered(middle));
  settings_.client_ca = folder_.write("ca.pem", middle.certificate_pem() + root_.certificate_pem());
  settings_.client_crl = folder_.write("crl.pem", revocation_list(middle, {5}));
  const auto pair = connect(context(), &ann);
  ASSERT_EQ(pair->engine.state(), State::Open) << pair->engine.error();
  EXPECT_TRUE(pair->engine.peer_certificate()->verified);
}

TEST_P(ClientCertificates, AreTakenUnverifiedWhereTheSettingsAllow) {
  settings_.allow_unverified = true;
  const Minted eve = mint("EVE", ec_key("P-256"), MintedAs::Server);
  for (const Minted* client : {&eve, &joe_}) {
    const auto pair = connect(context(), client);
    ASSERT_EQ(pair->engine.state(), State::Open) << pair->engine.error();
    EXPECT_FALSE(pair->engine.peer_certificate()->verified);
  }
  EXPECT_THAT(error(nullptr), StartsWith("the client sent no certificate"));
}

TEST_P(ClientCertificates, AreKnownAfterASessionIsResumed) {
  for (const bool unverified : {false, true}) {
    settings_.allow_unverified = unverified;
    const auto first = connect(context(), &joe_);
    const std::unique_ptr<SSL_SESSION, FreeSsl> session(SSL_get1_session(first->client.native()));
    const auto second = connect(context(), nullptr, session.get());
    ASSERT_EQ(second->engine.state(), State::Open) << second->engine.error();
    EXPECT_TRUE(second->engine.was_resumed());
    const auto shown = second->engine.peer_certificate();
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->subject, "CN=JOE");
    EXPECT_EQ(shown->verified, !unverified);
  }
}

TEST_P(ClientCertificates, AreVerifiedAnewWhenTheRulesHaveChanged) {
  const auto first = connect(context(), &joe_);
  const std::unique_ptr<SSL_SESSION, FreeSsl> session(SSL_get1_session(first->client.native()));
  settings_.client_crl = folder_.write("crl.pem", revocation_list(root_, {kSerial}));
  const auto second = connect(context(), &joe_, session.get());
  EXPECT_EQ(second->engine.error(), "the client's certificate CN=JOE was revoked by its issuer");
}

TEST_P(ClientCertificates, ThatExpireAreNotResumed) {
  MintOrder order = ordered(root_);
  order.until = 1;
  const Minted brief = mint("BRIEF", ec_key("P-256"), order);
  const auto made = context();
  const auto first = connect(made, &brief);
  ASSERT_EQ(first->engine.state(), State::Open) << first->engine.error();
  const std::unique_ptr<SSL_SESSION, FreeSsl> session(SSL_get1_session(first->client.native()));
  while (X509_cmp_current_time(X509_get0_notAfter(brief.certificate.get())) > 0) {
  }
  const auto second = connect(made, &brief, session.get());
  EXPECT_THAT(second->engine.error(), StartsWith("the client's certificate CN=BRIEF expired on"));
}

TEST_P(ClientCertificates, WithSeveralAndStrangeNamesAreToldPrintably) {
  Minted odd = mint("x", ec_key("P-256"), ordered(root_));
  X509_NAME* name = X509_get_subject_name(odd.certificate.get());
  const unsigned char exact[] = "A\xC3\xA9,\x1b";
  X509_NAME_add_entry_by_NID(name, NID_organizationName, MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("BANK"), -1, -1, 0);
  X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8, exact, -1, -1, 0);
  X509_sign(odd.certificate.get(), root_.key.get(), EVP_sha256());
  const auto shown = connect(context(), &odd)->engine.peer_certificate();
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->subject, R"(CN=A\C3\A9\,\1B,O=BANK,CN=x)");
  EXPECT_EQ(shown->common_name, R"(A\C3\A9\,\1B)");
}

using ClientCertificateFiles = ClientCertificates;
INSTANTIATE_TEST_SUITE_P(Tls, ClientCertificateFiles, testing::Values(TLS1_3_VERSION));

TEST_P(ClientCertificateFiles, AreNamedWithWhatIsWrong) {
  const auto fault = [this] { return std::get<std::string>(load()); };
  settings_.client_ca = folder_.file("none.pem");
  EXPECT_THAT(fault(), StartsWith("the CA file '" + settings_.client_ca + "' does not exist"));
  settings_.client_ca = folder_.write("ca.pem", root_.key_pem());
  EXPECT_THAT(fault(), HasSubstr("ca.pem' has no certificate ("));
  settings_.client_ca.clear();
  settings_.client_crl = folder_.write("crl.pem", root_.certificate_pem());
  EXPECT_THAT(fault(),
              StartsWith("the revocation list '" + folder_.file("crl.pem") + "' has none"));
}

TEST_P(ClientCertificateFiles, WithoutARootAnywhereAreSaid) {
  const auto bare = folder_.write("bare.pem", own_.key_pem() + own_.certificate_pem());
  EXPECT_THAT(std::get<std::string>(TlsContext::load({bare, settings_})),
              StartsWith("clients are to show certificates, and the certificate file '" + bare +
                         "' has no root that could have issued them; "));
}

TEST_P(ClientCertificateFiles, WithAKeyOrAnOldAuthorityAreNoted) {
  settings_.client_ca = folder_.write("ca.pem", root_.key_pem() + root_.certificate_pem());
  EXPECT_THAT(context()->notes(), ElementsAre(HasSubstr("has a private key, which verifying")));
  MintOrder order;
  order.as = MintedAs::Authority;
  order.until = -10;
  const Minted old = mint("old", ec_key("P-256"), order);
  settings_.client_ca = folder_.write("ca.pem", old.certificate_pem() + root_.certificate_pem());
  EXPECT_THAT(context()->notes(), ElementsAre(HasSubstr("has CN=old, which expired on")));
}

}  // namespace
}  // namespace server
