import Testing

@testable import SiamFiles

/// Tests with the example messages of FIPS 180, whole and in parts.
///
/// Source: FIPS 180-2, appendix B, whose examples also apply to FIPS 180-4, and the empty message of NIST's
/// SHA256ShortMsg.rsp.
@Suite struct SHA256Tests {
  static let vectors: [(message: [UInt8], digest: String)] = [
    ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (Array("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      Array(repeating: UInt8(ascii: "a"), count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ]

  /// Returns the digest of a message in parts.
  private static func digest(of parts: some Sequence<ArraySlice<UInt8>>) throws -> String {
    var hash = try SHA256()
    for part in parts { try hash.update(part.span.bytes) }
    return try hash.finalize()
  }

  @Test(arguments: vectors.indices)
  func `a message has the digest given in FIPS 180`(_ index: Int) throws {
    let (message, digest) = Self.vectors[index]
    #expect(try Self.digest(of: [message[...]]) == digest)
  }

  @Test(arguments: vectors.indices)
  func `a message split anywhere has the same digest`(_ index: Int) throws {
    let (message, digest) = Self.vectors[index]
    // Every position in a short message; in a long one, those near the start and the end.
    let positions = (0...message.count).filter { $0 < 200 || $0 > message.count - 70 }
    for position in positions {
      #expect(try Self.digest(of: [message[..<position], message[position...]]) == digest, "split at \(position)")
    }
  }

  @Test(arguments: [1, 3, 63, 64, 65, 1_000])
  func `a message in equal parts has the same digest`(_ size: Int) throws {
    for (message, digest) in Self.vectors {
      let parts = stride(from: 0, to: message.count, by: size).map { message[$0..<min($0 + size, message.count)] }
      #expect(try Self.digest(of: parts) == digest)
    }
  }

  @Test func `without updates the digest is that of the empty message`() throws {
    #expect(try SHA256().finalize() == Self.vectors[0].digest)
  }

  @Test func `two simultaneous computations don't interfere`() throws {
    var first = try SHA256()
    var second = try SHA256()
    for byte in Self.vectors[1].message {
      try first.update([byte].span.bytes)
      try second.update([UInt8(ascii: "x")].span.bytes)
    }
    #expect(try first.finalize() == Self.vectors[1].digest)
    #expect(try second.finalize() == "cd2eb0837c9b4c962c22d2ff8b5441b7b45805887f051d39bf133b583baf6860")
  }
}
