#include "tn3270/server/tls/reloadable_context.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "tests/unit/server/tls/mint.h"
#include "tests/unit/server/tls/tls_client.h"

namespace server {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;
using What = TlsReload::What;

class Reload : public testing::Test {
 protected:
  void put(const std::string& name) {
    const Minted minted = mint(name, ec_key("P-256"), MintedAs::Server);
    static_cast<void>(folder_.write("server.pem", minted.key_pem() + minted.certificate_pem()));
  }
  [[nodiscard]] std::unique_ptr<ReloadableContext> open() const {
    return std::get<std::unique_ptr<ReloadableContext>>(
        ReloadableContext::open("listener 'secure'", {folder_.file("server.pem")}));
  }
  static std::string subject(const ReloadableContext& context) {
    return context.current()->certificates().front().subject;
  }
  const TemporaryFolder folder_;
};

TEST_F(Reload, PutsANewCertificateIntoService) {
  put("old");
  const auto context = open();
  EXPECT_EQ(subject(*context), "CN=old");
  put("new");
  EXPECT_EQ(subject(*context), "CN=old");
  const TlsReload said = context->reload();
  EXPECT_EQ(said.what, What::Renewed);
  EXPECT_EQ(said.who, "listener 'secure'");
  EXPECT_THAT(said.text, StartsWith("new connections get CN=new until 20"));
  EXPECT_EQ(subject(*context), "CN=new");
}

TEST_F(Reload, SaysThatNothingHasChanged) {
  put("old");
  const auto context = open();
  const auto before = context->current();
  const TlsReload said = context->reload();
  EXPECT_EQ(said.what, What::Same);
  EXPECT_THAT(said.text, StartsWith("the files are as they were: CN=old until"));
  EXPECT_EQ(context->current(), before);
}

TEST_F(Reload, KeepsWhatItHasWhenTheFileDoesNotLoad) {
  put("old");
  const auto context = open();
  static_cast<void>(folder_.write("server.pem", "half a fi"));
  for (int time = 0; time < 2; ++time) {
    const TlsReload said = context->reload();
    EXPECT_EQ(said.what, What::Kept);
    EXPECT_THAT(said.text, AllOf(StartsWith("the certificate file '" + folder_.file("server.pem")),
                                 HasSubstr("stays in service: CN=old until 20")));
    EXPECT_EQ(subject(*context), "CN=old");
  }
  put("new");
  EXPECT_EQ(context->reload().what, What::Renewed);
}

TEST_F(Reload, TouchesNoConnectionThatLives) {
  put("old");
  const auto context = open();
  Pair pair(context->current());
  pair.feed_engine(pair.client.take(), Cut::Whole);  // in the middle of its handshake
  Pair established(context->current());
  established.run();
  put("new");
  ASSERT_EQ(context->reload().what, What::Renewed);
  pair.run();
  EXPECT_EQ(pair.engine.state(), TlsEngine::State::Open) << pair.engine.error();
  EXPECT_TRUE(established.server_sends(tn3270::ByteBuffer{1, 2, 3}));
  EXPECT_EQ(established.client.received(), (tn3270::ByteBuffer{1, 2, 3}));
}

TEST_F(Reload, LetsSessionsBeResumed) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    put("old");
    const auto context = open();
    Pair first(context->current(), version);
    first.run();
    const std::unique_ptr<SSL_SESSION, FreeSsl> session(SSL_get1_session(first.client.native()));
    put("new");
    ASSERT_EQ(context->reload().what, What::Renewed);
    Pair second(context->current(), version, {}, session.get());
    second.run();
    EXPECT_TRUE(second.engine.was_resumed());
    const auto other = open();
    Pair third(other->current(), version, {}, session.get());
    third.run();
    EXPECT_EQ(third.engine.state(), TlsEngine::State::Open);
    EXPECT_FALSE(third.engine.was_resumed()) << "another listener has other keys";
  }
}

TEST_F(Reload, OfAllListenersSaysForEachWhatHappened) {
  put("old");
  TlsContexts all;
  const auto first = all.open("first", {folder_.file("server.pem")});
  const auto second = all.open("second", {folder_.file("server.pem")});
  EXPECT_THAT(std::get<std::string>(all.open("third", {folder_.file("none.pem")})),
              HasSubstr("does not exist"));
  put("new");
  const auto outcomes = all.reload();
  ASSERT_EQ(outcomes.size(), 2U);
  EXPECT_EQ(outcomes[0].who, "first");
  EXPECT_EQ(outcomes[1].who, "second");
  for (const auto& one : {first, second}) {
    EXPECT_EQ(subject(*std::get<const ReloadableContext*>(one)), "CN=new");
  }
  EXPECT_THAT(outcomes[0].notes, IsEmpty());
}

TEST_F(Reload, TellsWhatIsOddAboutTheNewFile) {
  put("old");
  const auto context = open();
  const Minted root = mint("root", ec_key("P-256"), MintedAs::Authority);
  const Minted leaf = mint("leaf", ec_key("P-256"), MintedAs::Server, &root);
  static_cast<void>(folder_.write("server.pem", leaf.key_pem() + leaf.certificate_pem()));
  const TlsReload said = context->reload();
  EXPECT_EQ(said.what, What::Renewed);
  EXPECT_THAT(said.notes, ElementsAre(HasSubstr("without the certificate of its issuer, CN=root")));
}

}  // namespace
}  // namespace server
