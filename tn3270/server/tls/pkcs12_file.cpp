#include "tn3270/server/tls/pkcs12_file.h"

#include <openssl/pkcs12.h>

namespace server {
namespace {

using Store = std::unique_ptr<PKCS12, FreeWith<PKCS12_free>>;

void free_safes(STACK_OF(PKCS7) * safes) {
  sk_PKCS7_pop_free(safes, PKCS7_free);
}
void free_bags(STACK_OF(PKCS12_SAFEBAG) * bags) {
  sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
}
using Safes = std::unique_ptr<STACK_OF(PKCS7), FreeWith<free_safes>>;
using Bags = std::unique_ptr<STACK_OF(PKCS12_SAFEBAG), FreeWith<free_bags>>;

constexpr int kNestedBags = 4;  // far more than any program writes

struct Opener {
  const char* password;
  int size;
  PemBlocks& found;
};

bool take_sealed_key(const PKCS12_SAFEBAG* bag, const Opener& opener) {
  const std::unique_ptr<PKCS8_PRIV_KEY_INFO, FreeWith<PKCS8_PRIV_KEY_INFO_free>> open(
      PKCS12_decrypt_skey(bag, opener.password, opener.size));
  opener.found.keys.emplace_back(open == nullptr ? nullptr : EVP_PKCS82PKEY(open.get()));
  return opener.found.keys.back() != nullptr;
}

bool take_bags(const STACK_OF(PKCS12_SAFEBAG) * bags, const Opener& opener, int depth) {
  for (int index = 0; index < sk_PKCS12_SAFEBAG_num(bags); ++index) {
    const PKCS12_SAFEBAG* bag = sk_PKCS12_SAFEBAG_value(bags, index);
    switch (PKCS12_SAFEBAG_get_nid(bag)) {
      case NID_keyBag:
        opener.found.keys.emplace_back(EVP_PKCS82PKEY(PKCS12_SAFEBAG_get0_p8inf(bag)));
        if (opener.found.keys.back() == nullptr) {
          return false;
        }
        break;
      case NID_pkcs8ShroudedKeyBag:
        if (!take_sealed_key(bag, opener)) {
          return false;
        }
        break;
      case NID_certBag:
        if (PKCS12_SAFEBAG_get_bag_nid(bag) == NID_x509Certificate) {
          opener.found.certificates.emplace_back(PKCS12_SAFEBAG_get1_cert(bag));
          if (opener.found.certificates.back() == nullptr) {
            return false;
          }
        }
        break;
      case NID_safeContentsBag:
        if (depth == 0 || !take_bags(PKCS12_SAFEBAG_get0_safes(bag), opener, depth - 1)) {
          return false;
        }
        break;
      default:
        break;
    }
  }
  return true;
}

bool take_all(const PKCS12& store, const Opener& opener) {
  const Safes safes(PKCS12_unpack_authsafes(&store));
  if (safes == nullptr) {
    return false;
  }
  for (int index = 0; index < sk_PKCS7_num(safes.get()); ++index) {
    PKCS7* safe = sk_PKCS7_value(safes.get(), index);
    Bags bags;
    if (OBJ_obj2nid(safe->type) == NID_pkcs7_data) {
      bags.reset(PKCS12_unpack_p7data(safe));
    } else if (OBJ_obj2nid(safe->type) == NID_pkcs7_encrypted) {
      bags.reset(PKCS12_unpack_p7encdata(safe, opener.password, opener.size));
    } else {
      continue;  // sealed for a certificate's owner, as nobody does it
    }
    if (bags == nullptr || !take_bags(bags.get(), opener, kNestedBags)) {
      return false;
    }
  }
  return true;
}

std::string not_opened(const Password& password) {
  if (password.file.empty()) {
    return "is protected by a password, and nobody is there to type it; name a file with the "
           "password as \"password_file\"";
  }
  return "is not opened by the password in '" + password.file + "'; put the right one there";
}

// OpenSSL 3 has RC2 and single DES in a module of their own, which is off.
bool is_old_cipher(unsigned long error) {
  const int reason = ERR_GET_REASON(error);
  return reason == ERR_R_UNSUPPORTED || reason == EVP_R_UNSUPPORTED_ALGORITHM;
}

}  // namespace

bool looks_like_pkcs12(std::string_view bytes) {
  constexpr char kSequence = 0x30;
  return bytes.size() > 4 && bytes.front() == kSequence &&
         bytes.find("-----BEGIN") == std::string_view::npos;
}

std::string read_pkcs12(std::string_view bytes, const Password& password, PemBlocks& found) {
  const CleanErrors errors;
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  const Store store(d2i_PKCS12(nullptr, &data, static_cast<long>(bytes.size())));
  if (store == nullptr) {
    return "is neither PEM ('-----BEGIN …') nor PKCS#12, or it is damaged; copy it again, PKCS#12 "
           "as a binary file";
  }
  // Without a password some programs seal with an empty one, others with none at all.
  Opener opener{password.text.c_str(), static_cast<int>(password.text.size()), found};
  if (PKCS12_mac_present(store.get()) == 1 &&
      PKCS12_verify_mac(store.get(), opener.password, opener.size) != 1) {
    if (!password.text.empty() || PKCS12_verify_mac(store.get(), nullptr, 0) != 1) {
      return not_opened(password);
    }
    opener.password = nullptr;
  }
  ERR_clear_error();
  if (take_all(*store, opener)) {
    return {};
  }
  if (is_old_cipher(ERR_peek_error()) || is_old_cipher(ERR_peek_last_error())) {
    return "is sealed with a cipher that OpenSSL 3 has given up (RC2); seal it anew with 'openssl "
           "pkcs12 -legacy -in FILE -nodes -out server.pem'";
  }
  return "is damaged, though its password is right; copy it again, as a binary file";
}

}  // namespace server
