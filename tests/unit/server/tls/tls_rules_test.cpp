#include "tn3270/server/tls/tls_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/err.h>

#include <memory>
#include <string>
#include <variant>

#include "tests/unit/server/tls/mint.h"
#include "tests/unit/server/tls/tls_client.h"

namespace server {
namespace {

using config::TlsFloor;
using config::TlsSettings;
using testing::HasSubstr;
using testing::StartsWith;
using State = TlsEngine::State;

std::string fault_of(const TlsSettings& settings) {
  const SslContext context(SSL_CTX_new(TLS_server_method()));
  std::string fault = set_rules(*context, settings);
  EXPECT_EQ(ERR_peek_error(), 0U);
  return fault;
}

std::string ciphers_fault(const std::string& ciphers) {
  TlsSettings settings;
  settings.ciphers = ciphers;
  return fault_of(settings);
}

TEST(TlsRules, TakeListsOfCiphersAsOpensslDoes) {
  for (const char* list :
       {"HIGH:!aNULL:!MD5", "ECDHE-RSA-AES256-GCM-SHA384", "DEFAULT@SECLEVEL=2",
        "ECDHE+AESGCM:ECDHE+CHACHA20:!NOSUCH", "ALL:@STRENGTH", "ECDHE+AESGCM,kRSA+AES:+SHA"}) {
    EXPECT_EQ(ciphers_fault(list), "") << list;
  }
}

TEST(TlsRules, NameTheWordThatOpensslDoesNotKnow) {
  EXPECT_THAT(
      ciphers_fault("ECDHE+AESGCM:AES-GCM-265"),
      StartsWith("\"ciphers\" has 'AES-GCM-265', which is unknown to this OpenSSL or gone"));
  EXPECT_THAT(ciphers_fault("ECDHE+AEGCM"), HasSubstr("'ECDHE+AEGCM'"));
  EXPECT_THAT(ciphers_fault("TLS_AES_256_GCM_SHA384"), HasSubstr("put it into \"suites\""));
  EXPECT_THAT(ciphers_fault("AES128-SHA:!AES128-SHA"), HasSubstr("leaves no cipher suite"));
  TlsSettings suites;
  suites.suites = "TLS_AES_128_GCM_SHA256:TLS_AES_512_GCM_SHA384";
  EXPECT_THAT(fault_of(suites), StartsWith("\"suites\" has 'TLS_AES_512_GCM_SHA384'"));
  suites.suites = "ECDHE-RSA-AES256-GCM-SHA384";
  EXPECT_THAT(fault_of(suites), StartsWith("\"suites\" has 'ECDHE-RSA-AES256-GCM-SHA384'"));
  TlsSettings groups;
  groups.groups = "X25519:P-257";
  EXPECT_THAT(fault_of(groups), StartsWith("\"groups\" has 'P-257', which is no group"));
  groups.groups = "X25519:P-256:secp384r1";
  EXPECT_EQ(fault_of(groups), "");
}

class Offer : public testing::Test {
 protected:
  std::shared_ptr<const TlsContext> context(const TlsSettings& settings) {
    auto loaded = TlsContext::load({file_, settings});
    const auto* fault = std::get_if<std::string>(&loaded);
    EXPECT_EQ(fault == nullptr ? "" : *fault, "");
    return std::get<std::shared_ptr<const TlsContext>>(loaded);
  }
  const Minted own_ = mint("own", rsa_key(2048), MintedAs::Server);
  const TemporaryFolder folder_;
  const std::string file_ = folder_.write("server.pem", own_.key_pem() + own_.certificate_pem());
};

TEST_F(Offer, OfTheLegacyProfileBeginsAtTls10WithRsaAndCbc) {
  TlsSettings legacy;
  legacy.minimum = TlsFloor::Legacy;
  const auto made = context(legacy);
  for (const int version : {TLS1_VERSION, TLS1_1_VERSION, TLS1_2_VERSION}) {
    Pair pair(made, version);
    SSL_set_cipher_list(pair.client.native(), "AES128-SHA:@SECLEVEL=0");
    pair.run();
    EXPECT_EQ(pair.engine.state(), State::Open) << pair.engine.error();
    EXPECT_THAT(pair.engine.description(), HasSubstr(" AES128-SHA"));
  }
  Pair modern(made, TLS1_3_VERSION);
  modern.run();
  EXPECT_EQ(modern.engine.state(), State::Open) << modern.engine.error();
}

TEST_F(Offer, OfTls12HasNothingOlderAndNoCbc) {
  const auto made = context({});
  Pair old(made, TLS1_VERSION);
  old.run();
  EXPECT_EQ(old.engine.error(), "no TLS version in common: the client offers none from 1.2 on");
  Pair cbc(made, TLS1_2_VERSION);
  SSL_set_cipher_list(cbc.client.native(), "AES128-SHA:ECDHE-RSA-AES128-SHA");
  cbc.run();
  EXPECT_EQ(cbc.engine.error(), "no cipher suite in common");
}

TEST_F(Offer, OfTls13HasNothingElse) {
  TlsSettings settings;
  settings.minimum = TlsFloor::Tls13;
  Pair old(context(settings), TLS1_2_VERSION);
  old.run();
  EXPECT_EQ(old.engine.error(), "no TLS version in common: the client does not offer 1.3");
}

TEST_F(Offer, FollowsTheSettings) {
  TlsSettings settings;
  settings.ciphers = "ECDHE-RSA-AES128-GCM-SHA256";
  settings.suites = "TLS_CHACHA20_POLY1305_SHA256";
  settings.groups = "P-384";
  const auto made = context(settings);
  Pair twelve(made, TLS1_2_VERSION);
  twelve.run();
  EXPECT_EQ(twelve.engine.description(), "TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256");
  Pair thirteen(made, TLS1_3_VERSION);
  thirteen.run();
  EXPECT_EQ(thirteen.engine.description(), "TLSv1.3 TLS_CHACHA20_POLY1305_SHA256");
  EXPECT_EQ(SSL_get_negotiated_group(thirteen.client.native()), NID_secp384r1);
}

TEST_F(Offer, WithoutTicketsResumesNothing) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    for (const bool tickets : {true, false}) {
      TlsSettings settings;
      settings.tickets = tickets;
      const auto made = context(settings);
      Pair first(made, version);
      first.run();
      const std::unique_ptr<SSL_SESSION, FreeSsl> session(SSL_get1_session(first.client.native()));
      Pair second(made, version, {}, session.get());
      second.run();
      EXPECT_EQ(second.engine.state(), State::Open);
      EXPECT_EQ(second.engine.was_resumed(), tickets);
    }
  }
}

TEST_F(Offer, SaysThatOldEmulatorsNeedRsa) {
  const Minted elliptic = mint("elliptic", ec_key("P-256"), MintedAs::Server);
  const auto file = folder_.write("ec.pem", elliptic.key_pem() + elliptic.certificate_pem());
  TlsSettings legacy;
  legacy.minimum = TlsFloor::Legacy;
  const auto notes = [&legacy](const std::string& certificate) {
    return std::get<std::shared_ptr<const TlsContext>>(TlsContext::load({certificate, legacy}))
        ->notes();
  };
  EXPECT_THAT(notes(file), testing::ElementsAre(HasSubstr("no certificate here has an RSA key")));
  EXPECT_THAT(notes(file_), testing::IsEmpty());
}

}  // namespace
}  // namespace server
