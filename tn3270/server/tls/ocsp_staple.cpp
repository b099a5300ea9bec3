#include "tn3270/server/tls/ocsp_staple.h"

#include <openssl/ocsp.h>

#include <new>
#include <utility>

#include "config/limits.h"
#include "tn3270/server/tls/small_file.h"
#include "tn3270/server/tls/trust.h"

namespace server {
namespace {

using Response = std::unique_ptr<OCSP_RESPONSE, FreeWith<OCSP_RESPONSE_free>>;
using Basic = std::unique_ptr<OCSP_BASICRESP, FreeWith<OCSP_BASICRESP_free>>;
using CertificateId = std::unique_ptr<OCSP_CERTID, FreeWith<OCSP_CERTID_free>>;

constexpr const char* kRemedy =
    "; get one with 'openssl ocsp -issuer CA -cert CERTIFICATE -url URL -respout FILE'";

// The part of `basic` that is about `store`'s certificate; nullptr: none is.
OCSP_SINGLERESP* find_answer(OCSP_BASICRESP& basic, const Keystore& store) {
  const X509* issuer = store.chain.empty() ? store.certificate.get() : store.chain.front().get();
  for (int index = 0; index < OCSP_resp_count(&basic); ++index) {
    OCSP_SINGLERESP* answer = OCSP_resp_get0(&basic, index);
    auto* id = const_cast<OCSP_CERTID*>(OCSP_SINGLERESP_get0_id(answer));
    ASN1_OBJECT* digest = nullptr;
    OCSP_id_get0_info(nullptr, &digest, nullptr, nullptr, id);
    const CertificateId own(
        OCSP_cert_to_id(EVP_get_digestbyobj(digest), store.certificate.get(), issuer));
    if (own != nullptr && OCSP_id_cmp(own.get(), id) == 0) {
      return answer;
    }
  }
  return nullptr;
}

bool is_signed(OCSP_BASICRESP& basic, const Keystore& store) {
  X509& issuer = store.chain.empty() ? *store.certificate : *store.chain.front();
  const Trust trust = trust_in(issuer);
  return OCSP_basic_verify(&basic, nullptr, trust.store.get(), OCSP_PARTIAL_CHAIN) == 1;
}

}  // namespace

std::variant<std::unique_ptr<OcspStaple>, std::string> OcspStaple::read(
    const std::string& file, const std::vector<Keystore>& stores) {
  const CleanErrors errors;
  const std::string name = "the OCSP response '" + file + "' ";
  auto text = read_small_file(file, config::limits::kRevocationBytes);
  if (const auto* fault = std::get_if<std::string>(&text)) {
    return name + *fault;
  }
  std::unique_ptr<OcspStaple> staple(new OcspStaple);
  staple->response_ = std::move(std::get<FileText>(text).text);
  const auto* data = reinterpret_cast<const unsigned char*>(staple->response_.data());
  const Response response(
      d2i_OCSP_RESPONSE(nullptr, &data, static_cast<long>(staple->response_.size())));
  if (response == nullptr) {
    return name + "is none, in DER" + kRemedy;
  }
  if (OCSP_response_status(response.get()) != OCSP_RESPONSE_STATUS_SUCCESSFUL) {
    return name + "says no more than '" +
           OCSP_response_status_str(OCSP_response_status(response.get())) + "'" + kRemedy;
  }
  const Basic basic(OCSP_response_get1_basic(response.get()));
  for (const Keystore& store : stores) {
    OCSP_SINGLERESP* answer = basic == nullptr ? nullptr : find_answer(*basic, store);
    if (answer == nullptr) {
      continue;
    }
    if (!is_signed(*basic, store)) {
      return name + "was not signed by the issuer of " + subject_of(*store.certificate) + kRemedy;
    }
    X509_up_ref(store.certificate.get());
    staple->certificate_.reset(store.certificate.get());
    ASN1_GENERALIZEDTIME* next = nullptr;
    if (OCSP_single_get0_status(answer, nullptr, nullptr, nullptr, &next) ==
        V_OCSP_CERTSTATUS_REVOKED) {
      staple->notes_.push_back(name + "says that " + subject_of(*store.certificate) +
                               " is revoked; clients will refuse it, get a new certificate");
    }
    staple->valid_until_ = next == nullptr ? WallTime::max() : wall_time(next);
    if (staple->valid_until_ <= std::chrono::system_clock::now()) {
      staple->notes_.push_back(name + "expired on " + date_of(staple->valid_until_) +
                               ", and is not sent any more" + kRemedy);
    }
    return staple;
  }
  return name + "is not about " + subject_of(*stores.front().certificate) +
         ", or the certificate file lacks its issuer's certificate" + kRemedy;
}

void OcspStaple::serve(SSL_CTX& context) {
  // What its macros do, without casts of the old way.
  SSL_CTX_callback_ctrl(&context, SSL_CTRL_SET_TLSEXT_STATUS_REQ_CB,
                        reinterpret_cast<void (*)()>(answer));
  SSL_CTX_ctrl(&context, SSL_CTRL_SET_TLSEXT_STATUS_REQ_CB_ARG, 0, this);
}

// Called where a client has asked, with the certificate chosen.
int OcspStaple::answer(SSL* connection, void* self) {
  const auto& staple = *static_cast<const OcspStaple*>(self);
  const X509* chosen = SSL_get_certificate(connection);
  if (chosen == nullptr || X509_cmp(chosen, staple.certificate_.get()) != 0 ||
      staple.valid_until_ <= std::chrono::system_clock::now()) {
    return SSL_TLSEXT_ERR_NOACK;
  }
  void* copy = OPENSSL_memdup(staple.response_.data(), staple.response_.size());
  if (copy == nullptr) {
    return SSL_TLSEXT_ERR_NOACK;
  }
  // The connection owns it from here on.
  SSL_ctrl(connection, SSL_CTRL_SET_TLSEXT_STATUS_REQ_OCSP_RESP,
           static_cast<long>(staple.response_.size()), copy);
  return SSL_TLSEXT_ERR_OK;
}

void forget_staple(SSL& connection) {
  SSL_ctrl(&connection, SSL_CTRL_SET_TLSEXT_STATUS_REQ_OCSP_RESP, 0, nullptr);
}

}  // namespace server
