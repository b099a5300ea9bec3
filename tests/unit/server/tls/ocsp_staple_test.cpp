#include "tn3270/server/tls/ocsp_staple.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <variant>

#include "tests/unit/server/tls/mint.h"
#include "tests/unit/server/tls/tls_client.h"

namespace server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

class Staple : public testing::Test {
 protected:
  TlsContext::Loaded load(const std::string& response) {
    config::TlsSettings settings;
    settings.ocsp = folder_.write("ocsp.der", response);
    return TlsContext::load({file_, settings});
  }
  std::string fault(const std::string& response) {
    const auto loaded = load(response);
    const auto* said = std::get_if<std::string>(&loaded);
    return said == nullptr ? "" : *said;
  }
  // What a client gets that asks, or does not.
  static std::string stapled(const TlsContext::Loaded& loaded, int version, bool asks) {
    Pair pair(std::get<std::shared_ptr<const TlsContext>>(loaded), version);
    SSL_CTX_callback_ctrl(
        pair.client.context(), SSL_CTRL_SET_TLSEXT_STATUS_REQ_CB,
        reinterpret_cast<void (*)()>(+[](SSL* /*ssl*/, void* /*unused*/) { return 1; }));
    if (asks) {
      SSL_ctrl(pair.client.native(), SSL_CTRL_SET_TLSEXT_STATUS_REQ_TYPE, TLSEXT_STATUSTYPE_ocsp,
               nullptr);
    }
    pair.run();
    EXPECT_EQ(pair.engine.state(), TlsEngine::State::Open) << pair.engine.error();
    unsigned char* bytes = nullptr;
    const long size = SSL_ctrl(pair.client.native(), SSL_CTRL_GET_TLSEXT_STATUS_REQ_OCSP_RESP, 0,
                               static_cast<void*>(&bytes));
    return size > 0 ? std::string(bytes, bytes + size) : std::string();
  }
  [[nodiscard]] std::string named(const std::string& what) const {
    return "the OCSP response '" + folder_.file("ocsp.der") + "' " + what;
  }

  const Minted root_ = mint("root", ec_key("P-256"), MintedAs::Authority);
  const Minted own_ = mint("own", ec_key("P-256"), MintedAs::Server, &root_);
  const TemporaryFolder folder_;
  const std::string file_ = folder_.write(
      "server.pem", own_.key_pem() + own_.certificate_pem() + root_.certificate_pem());
};

TEST_F(Staple, IsGivenToThoseThatAsk) {
  const std::string response = ocsp_response(root_, own_);
  const auto loaded = load(response);
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    EXPECT_EQ(stapled(loaded, version, true), response);
    EXPECT_EQ(stapled(loaded, version, false), "");
  }
  EXPECT_THAT(std::get<std::shared_ptr<const TlsContext>>(loaded)->notes(), IsEmpty());
}

TEST_F(Staple, ThatExpiredIsNotedAndNotGiven) {
  const auto loaded = load(ocsp_response(root_, own_, -60));
  EXPECT_EQ(stapled(loaded, TLS1_3_VERSION, true), "");
  EXPECT_THAT(std::get<std::shared_ptr<const TlsContext>>(loaded)->notes(),
              ElementsAre(StartsWith(named("expired on 20"))));
}

TEST_F(Staple, OfARevokedCertificateIsNoted) {
  const auto loaded = load(ocsp_response(root_, own_, 3'600, Word::Revoked));
  EXPECT_THAT(std::get<std::shared_ptr<const TlsContext>>(loaded)->notes(),
              ElementsAre(StartsWith(named("says that CN=own is revoked; "))));
}

TEST_F(Staple, OfAnotherCertificateIsAnError) {
  MintOrder order;
  order.issuer = &root_;
  order.serial = 2;
  const Minted other = mint("own", ec_key("P-256"), order);
  EXPECT_THAT(fault(ocsp_response(root_, other)), StartsWith(named("is not about CN=own, or")));
}

TEST_F(Staple, OfAnotherSignerIsAnError) {
  const Minted false_root = mint("root", ec_key("P-256"), MintedAs::Authority);
  const std::string forged = ocsp_response(false_root, own_);
  EXPECT_THAT(fault(forged), StartsWith(named("is not about")));  // the issuer's key is in it
  std::string changed = ocsp_response(root_, own_);
  changed[changed.find("\x18\x0f"
                       "20") +
          10] ^= 1;  // a time
  EXPECT_THAT(fault(changed), StartsWith(named("was not signed by the issuer of CN=own")));
}

TEST_F(Staple, ThatIsNoneIsAnError) {
  EXPECT_THAT(fault("no response"), StartsWith(named("is none, in DER; ")));
  EXPECT_THAT(fault(""), StartsWith(named("is none, in DER; ")));
  EXPECT_THAT(fault(std::string("\x30\x03\x0a\x01\x06", 5)),
              StartsWith(named("says no more than 'unauthorized'")));
}

}  // namespace
}  // namespace server
