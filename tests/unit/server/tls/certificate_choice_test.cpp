#include "tn3270/server/tls/certificate_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tests/unit/server/tls/mint.h"
#include "tests/unit/server/tls/tls_client.h"
#include "tn3270/server/tls/certificate_facts.h"

namespace server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Choice : public testing::Test {
 protected:
  std::string file(const std::string& name, PrivateKey key, const std::vector<std::string>& hosts) {
    MintOrder order;
    order.hosts = hosts;
    const Minted minted = mint(name, std::move(key), order);
    return folder_.write(name + ".pem", minted.key_pem() + minted.certificate_pem());
  }
  static std::shared_ptr<const TlsContext> context(const std::vector<std::string>& files) {
    config::TlsSettings settings;
    settings.certificates.assign(files.begin() + 1, files.end());
    auto loaded = TlsContext::load({files.front(), settings});
    const auto* fault = std::get_if<std::string>(&loaded);
    EXPECT_EQ(fault == nullptr ? "" : *fault, "");
    return std::get<std::shared_ptr<const TlsContext>>(loaded);
  }
  // The common name of what a client gets that asks for `host` and verifies `algorithms`.
  static std::string sent(const std::shared_ptr<const TlsContext>& context, std::string host,
                          const char* algorithms = nullptr, int version = TLS1_3_VERSION) {
    Pair pair(context, version);
    SSL* native = pair.client.native();
    if (!host.empty()) {
      SSL_ctrl(native, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, host.data());
    }
    if (algorithms != nullptr) {
      SSL_set1_sigalgs_list(native, algorithms);
    }
    pair.run();
    const Certificate shown(SSL_get1_peer_certificate(native));
    return shown == nullptr ? pair.engine.error() : common_name_of(*shown);
  }
  const TemporaryFolder folder_;
};

constexpr const char* kRsaOnly = "RSA-PSS+SHA256:RSA+SHA256";
constexpr const char* kEcdsaOnly = "ECDSA+SHA256";

TEST_F(Choice, IsByTheNameThatTheClientAsksFor) {
  const auto made = context({file("first", ec_key("P-256"), {"a.example", "b.example"}),
                             file("second", ec_key("P-256"), {"c.example"}),
                             file("wild", ec_key("P-256"), {"*.d.example"}),
                             file("common.example", ec_key("P-256"), {})});
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    for (const auto& [host, name] :
         {std::pair("a.example", "first"), std::pair("B.EXAMPLE", "first"),
          std::pair("c.example", "second"), std::pair("x.d.example", "wild"),
          std::pair("d.example", "first"), std::pair("x.y.d.example", "first"),
          std::pair("common.example", "common.example"), std::pair("unknown", "first"),
          std::pair("", "first")}) {
      EXPECT_EQ(sent(made, host, nullptr, version), name) << host;
    }
  }
  EXPECT_THAT(made->notes(), IsEmpty());
  EXPECT_EQ(made->certificates().size(), 4U);
}

TEST_F(Choice, IsByTheKindOfKeyWithinAName) {
  const auto made = context({file("rsa", rsa_key(2048), {"a.example"}),
                             file("ecdsa", ec_key("P-256"), {"a.example", "b.example"}),
                             file("other", rsa_key(2048), {"b.example"})});
  EXPECT_THAT(made->notes(), IsEmpty());
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    for (const char* host : {"a.example", "", "unknown"}) {
      EXPECT_EQ(sent(made, host, kRsaOnly, version), "rsa") << host;
      EXPECT_EQ(sent(made, host, kEcdsaOnly, version), "ecdsa") << host;
    }
    EXPECT_EQ(sent(made, "b.example", kRsaOnly, version), "other");
    EXPECT_EQ(sent(made, "b.example", nullptr, version), "ecdsa");
  }
}

TEST_F(Choice, NeverGivesACertificateOfAnotherName) {
  const auto made = context({file("first", ec_key("P-256"), {"a.example"}),
                             file("second", rsa_key(2048), {"b.example"})});
  EXPECT_EQ(sent(made, "b.example"), "second");
  EXPECT_THAT(sent(made, "a.example", kRsaOnly), HasSubstr("handshake failed"));
}

TEST_F(Choice, NotesWhatIsNeverChosen) {
  const std::string first = file("first", ec_key("P-256"), {"a.example", "*.b.example"});
  const std::string second = file("second", ec_key("P-384"), {"a.example"});
  const std::string third = file("third", ec_key("P-384"), {"*.b.example"});
  const auto said = [](const std::string& which, const std::string& by) {
    return "the certificate file '" + which + "' is never chosen: '" + by +
           "', before it, has its names and the same kind of key";
  };
  EXPECT_THAT(context({first, second, third})->notes(),
              ElementsAre(said(second, first), said(third, first)));
}

TEST_F(Choice, GivesClientsTheChainOfTheCertificateThatIsChosen) {
  const Minted root = mint("root", ec_key("P-256"), MintedAs::Authority);
  MintOrder order;
  order.issuer = &root;
  order.hosts = {"b.example"};
  const Minted leaf = mint("leaf", ec_key("P-256"), order);
  const auto made = context({file("first", ec_key("P-256"), {"a.example"}),
                             folder_.write("leaf.pem", leaf.key_pem() + leaf.certificate_pem() +
                                                           root.certificate_pem())});
  for (const auto& [host, size] : {std::pair("a.example", 1), std::pair("b.example", 2)}) {
    Pair pair(made);
    SSL_ctrl(pair.client.native(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
             const_cast<char*>(host));
    pair.run();
    EXPECT_EQ(sk_X509_num(SSL_get_peer_cert_chain(pair.client.native())), size);
  }
}

TEST_F(Choice, NamesTheFileThatCannotBeUsed) {
  config::TlsSettings settings;
  settings.certificates = {file("short", rsa_key(1024), {"b.example"})};
  const auto loaded = TlsContext::load({file("first", ec_key("P-256"), {"a.example"}), settings});
  EXPECT_EQ(std::get<std::string>(loaded),
            "the certificate file '" + folder_.file("short.pem") +
                "' has a key that is too short; RSA needs 2,048 bits, elliptic curves 224");
}

}  // namespace
}  // namespace server
