#include "tn3270/server/tls/keystore.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/err.h>
#include <sys/stat.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/unit/server/tls/mint.h"
#include "tests/unit/server/tls/temporary_folder.h"
#include "tn3270/server/tls/certificate_facts.h"
#include "tn3270/server/tls/password_file.h"

namespace server {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

class KeystoreFile : public testing::Test {
 protected:
  // Written and read; fault_ says why not.
  Keystore read(const std::string& bytes, const std::string& password = {}) {
    path_ = folder_.write("server.pem", bytes);
    std::vector<std::string> notes;
    auto secret = read_password_file(
        password.empty() ? "" : folder_.write("password", password + "\n"), notes);
    auto store = read_keystore(path_, std::get<Password>(secret));
    EXPECT_EQ(ERR_peek_error(), 0U);
    if (const auto* fault = std::get_if<std::string>(&store)) {
      fault_ = *fault;
      return {};
    }
    fault_.clear();
    return std::get<Keystore>(std::move(store));
  }
  [[nodiscard]] std::string named(const std::string& what) const {
    return "the certificate file '" + path_ + "' " + what;
  }

  const Minted root_ = mint("root", ec_key("P-256"), MintedAs::Authority);
  const Minted own_ = mint("own", ec_key("P-256"), MintedAs::Server, &root_);
  const TemporaryFolder folder_;
  std::string path_;
  std::string fault_;
};

TEST_F(KeystoreFile, InTheModelsOrderHasNothingOdd) {
  const Keystore store = read(own_.key_pem() + own_.certificate_pem() + root_.certificate_pem());
  EXPECT_THAT(store.notes, IsEmpty());
  ASSERT_NE(store.root, nullptr);
  EXPECT_EQ(subject_of(*store.root), "CN=root");
}

TEST_F(KeystoreFile, InTheWrongOrderIsReadAndSaid) {
  const Keystore store = read(own_.key_pem() + root_.certificate_pem() + own_.certificate_pem());
  EXPECT_EQ(subject_of(*store.certificate), "CN=own");
  EXPECT_THAT(store.notes,
              ElementsAre(named("has the certificate CN=root before the server's own, CN=own; "
                                "this server finds its own, others need the order key, server "
                                "certificate, root")));
}

TEST_F(KeystoreFile, WithoutTheIssuerSaysWhoThatIs) {
  const Keystore store = read(own_.key_pem() + own_.certificate_pem());
  EXPECT_THAT(store.notes, ElementsAre(StartsWith(named(
                               "has CN=own without the certificate of its issuer, CN=root; "))));
  EXPECT_EQ(store.root, nullptr);
}

TEST_F(KeystoreFile, WithoutTheRootAboveAnIssuerIsAsPublicAuthoritiesHandItOut) {
  const Minted middle = mint("middle", ec_key("P-256"), MintedAs::Authority, &root_);
  const Minted leaf = mint("leaf", ec_key("P-256"), MintedAs::Server, &middle);
  const Keystore store = read(leaf.key_pem() + leaf.certificate_pem() + middle.certificate_pem());
  EXPECT_THAT(store.notes, IsEmpty());
  EXPECT_EQ(store.chain.size(), 1U);
}

TEST_F(KeystoreFile, ThatHasSignedItselfNeedsNoIssuer) {
  const Minted alone = mint("alone", ec_key("P-256"), MintedAs::Server);
  EXPECT_THAT(read(alone.key_pem() + alone.certificate_pem()).notes, IsEmpty());
  EXPECT_THAT(read(alone.key_pem() + alone.certificate_pem() + alone.certificate_pem()).notes,
              IsEmpty());
}

TEST_F(KeystoreFile, WithTheKeyOfTheAuthorityInsteadOfTheServersIsSaid) {
  const Keystore store = read(root_.key_pem() + root_.certificate_pem() + own_.certificate_pem());
  EXPECT_THAT(store.notes, ElementsAre(StartsWith(named(
                               "serves CN=root, a CA's own certificate, since the private key is "
                               "the CA's; "))));
}

TEST_F(KeystoreFile, WithTheKeyOfTheAuthorityBesideTheServersServesTheServers) {
  for (const std::string& keys :
       {root_.key_pem() + own_.key_pem(), own_.key_pem() + root_.key_pem()}) {
    const Keystore store = read(keys + own_.certificate_pem() + root_.certificate_pem());
    ASSERT_EQ(fault_, "");
    EXPECT_EQ(subject_of(*store.certificate), "CN=own");
    EXPECT_THAT(store.notes, ElementsAre(StartsWith(named("has the private key of a CA too"))));
  }
}

TEST_F(KeystoreFile, MayHaveParametersOfDiffieAndHellman) {
  const std::string parameters =
      "-----BEGIN DH PARAMETERS-----\nMAYCAQcCAQI=\n-----END DH PARAMETERS-----\n";
  const Keystore store =
      read(parameters + own_.key_pem() + own_.certificate_pem() + root_.certificate_pem());
  EXPECT_EQ(fault_, "");
  EXPECT_THAT(store.notes, IsEmpty());
}

TEST_F(KeystoreFile, WithARequestInPlaceOfACertificateIsSaid) {
  static_cast<void>(
      read(own_.key_pem() +
           "-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----\n"));
  EXPECT_THAT(fault_, StartsWith(named("has a request for a certificate and no certificate; ")));
}

TEST_F(KeystoreFile, ThatOthersCanReadIsSaidWithTheCommandThatEndsIt) {
  const std::string pem = own_.key_pem() + own_.certificate_pem() + root_.certificate_pem();
  static_cast<void>(read(pem));
  for (const auto& [mode, words] : {std::pair(0644, "can be read by every user of this machine"),
                                    std::pair(0660, "can be changed by other users"),
                                    std::pair(0640, ""), std::pair(0440, "")}) {
    ASSERT_EQ(::chmod(path_.c_str(), static_cast<mode_t>(mode)), 0);
    const auto store = std::get<Keystore>(read_keystore(path_));
    if (*words == '\0') {
      EXPECT_THAT(store.notes, IsEmpty()) << mode;
    } else {
      EXPECT_THAT(store.notes,
                  ElementsAre(named(std::string(words) + "; 'chmod 640 " + path_ + "' ends that")));
    }
  }
}

TEST_F(KeystoreFile, ThatIsProtectedIsOpenedByItsPassword) {
  const Minted rsa = mint("rsa", rsa_key(2048), MintedAs::Server, &root_);
  for (const std::string& key : {rsa.encrypted_pem(), rsa.old_encrypted_pem()}) {
    const std::string pem = key + rsa.certificate_pem() + root_.certificate_pem();
    EXPECT_THAT(read(pem, "secret").notes, IsEmpty());
    EXPECT_EQ(fault_, "");
    static_cast<void>(read(pem, "other"));
    EXPECT_EQ(fault_, named("has a private key that the password in '" + folder_.file("password") +
                            "' does not open; put the right one there"));
  }
}

TEST_F(KeystoreFile, MayBePkcs12) {
  const Keystore store = read(pkcs12(own_, {&root_}, "secret"), "secret");
  ASSERT_EQ(fault_, "");
  EXPECT_EQ(subject_of(*store.certificate), "CN=own");
  ASSERT_EQ(store.chain.size(), 1U);
  EXPECT_EQ(subject_of(*store.chain[0]), "CN=root");
  for (const char* none : {"", static_cast<const char*>(nullptr)}) {
    EXPECT_EQ(subject_of(*read(pkcs12(own_, {&root_}, none)).certificate), "CN=own");
  }
}

TEST_F(KeystoreFile, InPkcs12WithoutItsPasswordIsSaid) {
  const std::string bytes = pkcs12(own_, {&root_}, "secret");
  static_cast<void>(read(bytes));
  EXPECT_THAT(fault_, AllOf(StartsWith(named("is protected by a password")),
                            HasSubstr("\"password_file\"")));
  static_cast<void>(read(bytes, "other"));
  EXPECT_EQ(fault_, named("is not opened by the password in '" + folder_.file("password") +
                          "'; put the right one there"));
}

TEST_F(KeystoreFile, InPkcs12ThatIsCutOrChangedIsSaid) {
  const std::string bytes = pkcs12(own_, {&root_}, "secret");
  for (std::size_t size = 8; size < bytes.size(); size += 13) {
    static_cast<void>(read(bytes.substr(0, size), "secret"));
    EXPECT_THAT(fault_, StartsWith(named(""))) << size;
    std::string changed = bytes;
    changed[size] = static_cast<char>(changed[size] ^ 0x15);
    static_cast<void>(read(changed, "secret"));
    EXPECT_THAT(fault_, testing::AnyOf(IsEmpty(), StartsWith(named("")))) << size;
  }
}

TEST_F(KeystoreFile, NeedsAPasswordFileThatIsThereAndHasOne) {
  std::vector<std::string> notes;
  const auto fault = [&](const std::string& file) {
    const auto read = read_password_file(file, notes);
    return std::get<std::string>(read);
  };
  EXPECT_THAT(fault(folder_.file("none")),
              StartsWith("the password file '" + folder_.file("none") + "' does not exist"));
  EXPECT_THAT(fault(folder_.write("empty", "\nsecret\n")), HasSubstr("nothing in its first line"));
  EXPECT_THAT(notes, IsEmpty());
  const auto file = folder_.write("open", "secret\r\n");
  ASSERT_EQ(::chmod(file.c_str(), 0644), 0);
  EXPECT_EQ(std::get<Password>(read_password_file(file, notes)).text, "secret");
  EXPECT_THAT(notes, ElementsAre(StartsWith("the password file '" + file + "' can be read by")));
}

}  // namespace
}  // namespace server
