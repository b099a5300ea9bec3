// Memory of an idle TLS connection and handshakes per second of the server's side, in one process
// and over memory, beside what OpenSSL itself costs in the same run. Prints; judges nothing:
// machines are noisy.
#include <malloc.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "tn3270/server/tls/certificate_choice.h"
#include "tn3270/server/tls/keystore.h"
#include "tn3270/server/tls/test_authority.h"
#include "tn3270/server/tls/tls_context.h"
#include "tn3270/server/tls/tls_engine.h"

namespace bench {
namespace {

using server::TlsContext;
using server::TlsEngine;
using tn3270::ByteBuffer;
using tn3270::Bytes;
using Context = std::shared_ptr<const TlsContext>;

constexpr double kHeapBudgetBytes = 17 * 1024;         // DESIGN 7
constexpr double kHeapOpenSslBytes = 14.4 * 1024;      // what OpenSSL 3.0 was measured to need
constexpr double kHeapModelBytes = (108 + 72) * 1024;  // the model: a connection and its TLS
constexpr int kRounds = 5;

struct FreeSsl {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL_SESSION* session) const { SSL_SESSION_free(session); }
};
using Ssl = std::unique_ptr<SSL, FreeSsl>;

std::size_t heap() {
  const auto used = mallinfo2();
  return used.uordblks + used.hblkhd;
}

double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// A context, and a client that it knows.
struct Parties {
  Context context;
  Context asking;  // wants a client certificate
  server::Identity client;
};

Context load(const server::TlsSource& source) {
  auto loaded = TlsContext::load(source);
  if (const auto* fault = std::get_if<std::string>(&loaded)) {
    throw std::runtime_error(*fault);
  }
  return std::get<Context>(loaded);
}

Parties make_parties() {
  std::string name = (std::filesystem::temp_directory_path() / "tls-bench-XXXXXX").string();
  const auto now = std::chrono::system_clock::now();
  const auto until = now + std::chrono::hours(24);
  const auto authority = server::make_authority("bench", now, until);
  const auto issued =
      std::get<server::Identity>(server::issue_certificate(authority, {"localhost"}, now, until));
  const int descriptor = ::mkstemp(name.data());
  if (descriptor < 0) {
    throw std::runtime_error("no temporary file");
  }
  std::ofstream(name) << issued.key << issued.certificate << authority.certificate;
  Parties parties;
  parties.context = load({name});
  config::TlsSettings asking;
  asking.client = config::ClientCertificate::Required;
  parties.asking = load({name, asking});
  parties.client =
      std::get<server::Identity>(server::issue_client_certificate(authority, "JOE", now, until));
  std::filesystem::remove(name);
  return parties;
}

ByteBuffer take(SSL* ssl) {
  BIO* bio = SSL_get_wbio(ssl);
  ByteBuffer bytes(BIO_ctrl_pending(bio));
  if (!bytes.empty()) {
    BIO_read(bio, bytes.data(), static_cast<int>(bytes.size()));
  }
  return bytes;
}

void give(SSL* ssl, Bytes bytes) {
  if (!bytes.empty()) {
    BIO_write(SSL_get_rbio(ssl), bytes.data(), static_cast<int>(bytes.size()));
  }
}

Ssl over_memory(SSL_CTX* context) {
  Ssl ssl(SSL_new(context));
  SSL_set_bio(ssl.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  return ssl;
}

void check(bool open) {
  if (!open) {
    throw std::runtime_error("a handshake failed");
  }
}

struct ClientContext {
  explicit ClientContext(int version) : native(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_set_min_proto_version(native.get(), version);
    SSL_CTX_set_max_proto_version(native.get(), version);
  }
  void show(const server::Identity& identity) const {
    const auto read = server::read_pem(identity.key + identity.certificate, "a client");
    check(server::use_keystore(*native, std::get<server::Keystore>(read)));
  }
  std::unique_ptr<SSL_CTX, FreeSsl> native;
};

// A handshake with a fresh client; `cpu` gets the time that the server's side took.
Ssl shake_hands(TlsEngine& engine, SSL_CTX* client_context, double& cpu,
                SSL_SESSION* resumed = nullptr) {
  Ssl client = over_memory(client_context);
  if (resumed != nullptr) {
    SSL_set_session(client.get(), resumed);
  }
  ByteBuffer plain;
  ByteBuffer out;
  for (int flight = 0; flight < 4; ++flight) {
    SSL_connect(client.get());
    const ByteBuffer request = take(client.get());
    const double begin = cpu_seconds();
    engine.feed(request, plain, out);
    cpu += cpu_seconds() - begin;
    give(client.get(), out);
    out.clear();
  }
  check(engine.state() == TlsEngine::State::Open);
  return client;
}

// The same with nothing of ours: SSL_accept on OpenSSL's memory BIOs.
void shake_hands_bare(SSL* ssl, SSL_CTX* client_context, double& cpu) {
  const Ssl client = over_memory(client_context);
  for (int flight = 0; flight < 4; ++flight) {
    SSL_connect(client.get());
    const ByteBuffer request = take(client.get());
    const double begin = cpu_seconds();
    give(ssl, request);
    SSL_accept(ssl);
    const ByteBuffer out = take(ssl);
    cpu += cpu_seconds() - begin;
    give(client.get(), out);
  }
  check(SSL_is_init_finished(ssl) == 1);
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

template <typename Make>
double bytes_each(std::size_t count, Make make) {
  static_cast<void>(make());  // warm: tables that OpenSSL makes once
  std::vector<decltype(make())> kept;
  kept.reserve(count);
  const std::size_t before = heap();
  for (std::size_t index = 0; index < count; ++index) {
    kept.push_back(make());
  }
  return static_cast<double>(heap() - before) / static_cast<double>(count);
}

void memory(const Context& context, std::size_t count) {
  std::printf("\nheap of an idle TLS connection, bytes (%zu of each)\n", count);
  std::printf("%10s %10s %14s %10s %10s %12s %12s\n", "", "engine", "bare OpenSSL", "budget",
              "of it", "OpenSSL 3.0", "the model");
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const ClientContext client(version);
    double ignored = 0;
    const double ours = bytes_each(count, [&] {
      TlsEngine engine(context);
      static_cast<void>(shake_hands(engine, client.native.get(), ignored));
      return engine;
    });
    const double bare = bytes_each(count, [&] {
      Ssl ssl = over_memory(context->native());
      shake_hands_bare(ssl.get(), client.native.get(), ignored);
      return ssl;
    });
    std::printf("%10s %10.0f %14.0f %10.0f %9.0f%% %12.0f %12.0f\n",
                version == TLS1_2_VERSION ? "TLS 1.2" : "TLS 1.3", ours, bare, kHeapBudgetBytes,
                100 * ours / kHeapBudgetBytes, kHeapOpenSslBytes, kHeapModelBytes);
  }
}

// What a client certificate adds: the session keeps it, since somebody may ask whose it was.
void memory_of_clients(const Parties& parties, std::size_t count) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const ClientContext client(version);
    client.show(parties.client);
    double ignored = 0;
    const double each = bytes_each(count, [&] {
      TlsEngine engine(parties.asking);
      static_cast<void>(shake_hands(engine, client.native.get(), ignored));
      return engine;
    });
    std::printf("%10s %10.0f with a client certificate\n",
                version == TLS1_2_VERSION ? "TLS 1.2" : "TLS 1.3", each);
  }
}

// Handshakes that resume a session by its ticket.
void resumptions(const Context& context, std::size_t count) {
  std::printf("\nresumed handshakes per second of the server's CPU, one core\n");
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const ClientContext client(version);
    double ignored = 0;
    TlsEngine first(context);
    const Ssl before = shake_hands(first, client.native.get(), ignored);
    std::array<char, 1> none{};
    SSL_read(before.get(), none.data(), 0);  // the ticket of TLS 1.3 comes after the handshake
    SSL_peek(before.get(), none.data(), 1);
    const std::unique_ptr<SSL_SESSION, FreeSsl> session(SSL_get1_session(before.get()));
    double cpu = 0;
    for (std::size_t index = 0; index < count; ++index) {
      TlsEngine engine(context);
      const Ssl again = shake_hands(engine, client.native.get(), cpu, session.get());
      check(engine.was_resumed());
      // One that was not closed takes its session with it.
      SSL_set_shutdown(again.get(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
    }
    std::printf("%10s %10.0f\n", version == TLS1_2_VERSION ? "TLS 1.2" : "TLS 1.3",
                static_cast<double>(count) / cpu);
  }
}

void handshakes(const Context& context, std::size_t count) {
  std::printf(
      "\nfull P-256 handshakes per second of the server's CPU, one core; median of %d rounds of "
      "%zu\n",
      kRounds, count);
  std::printf("%10s %10s %14s %8s\n", "", "engine", "bare SSL_accept", "ratio");
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const ClientContext client(version);
    std::vector<double> ours;
    std::vector<double> bare;
    std::vector<double> ratios;
    for (int round = 0; round < kRounds; ++round) {
      double our_time = 0;
      double bare_time = 0;
      for (std::size_t index = 0; index < count; ++index) {  // in turn: both see the same machine
        TlsEngine engine(context);
        static_cast<void>(shake_hands(engine, client.native.get(), our_time));
        const Ssl ssl = over_memory(context->native());
        shake_hands_bare(ssl.get(), client.native.get(), bare_time);
      }
      ours.push_back(static_cast<double>(count) / our_time);
      bare.push_back(static_cast<double>(count) / bare_time);
      ratios.push_back(ours.back() / bare.back());
    }
    std::printf("%10s %10.0f %14.0f %8.2f\n", version == TLS1_2_VERSION ? "TLS 1.2" : "TLS 1.3",
                median(ours), median(bare), median(ratios));
  }
}

// One record of `size` bytes each way: CPU of the server's side.
void records(const Context& context, std::size_t count) {
  std::printf("\nnanoseconds of the server's CPU per record, in and out (TLS 1.3)\n");
  std::printf("%10s %10s %10s\n", "bytes", "in", "out");
  const ClientContext client_context(TLS1_3_VERSION);
  for (const std::size_t size : {std::size_t{32}, std::size_t{1'920}, std::size_t{16'000}}) {
    TlsEngine engine(context);
    const Ssl client = over_memory(client_context.native.get());
    ByteBuffer plain;
    ByteBuffer out;
    for (int flight = 0; flight < 4; ++flight) {
      SSL_connect(client.get());
      engine.feed(take(client.get()), plain, out);
      give(client.get(), out);
      out.clear();
    }
    const ByteBuffer data(size, 0x40);
    double in_time = 0;
    double out_time = 0;
    for (std::size_t index = 0; index < count; ++index) {
      SSL_write(client.get(), data.data(), static_cast<int>(size));
      const ByteBuffer request = take(client.get());
      const double begin = cpu_seconds();
      engine.feed(request, plain, out);
      const double middle = cpu_seconds();
      check(engine.send(data, out));
      out_time += cpu_seconds() - middle;
      in_time += middle - begin;
      check(plain.size() == size);
      plain.clear();
      out.clear();
    }
    const double each = 1e9 / static_cast<double>(count);
    std::printf("%10zu %10.0f %10.0f\n", size, in_time * each, out_time * each);
  }
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  // "small" proves that the bench itself works; its figures mean nothing.
  const bool small = argc > 1 && std::string(argv[1]) == "small";
  try {
    const auto parties = bench::make_parties();
    bench::memory(parties.context, small ? 50 : 2'000);
    bench::memory_of_clients(parties, small ? 50 : 2'000);
    bench::handshakes(parties.context, small ? 10 : 500);
    bench::resumptions(parties.context, small ? 10 : 2'000);
    bench::records(parties.context, small ? 100 : 20'000);
  } catch (const std::exception& error) {
    std::cerr << "tls_bench: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
