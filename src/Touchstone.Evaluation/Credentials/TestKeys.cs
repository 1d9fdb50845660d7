using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Prng;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace Touchstone.Evaluation.Credentials;

/// <summary>Makes keys from a seed, so that vectors come out alike each time. Such keys are no secrets: nothing outside tests may trust them.</summary>
internal static class TestKeys
{
    internal static SecureRandom Chance(string seed) => new(new CountedHashes(seed));

    internal static AsymmetricCipherKeyPair Make(TestKeyKind kind, string seed)
    {
        var chance = Chance(seed);
        IAsymmetricCipherKeyPairGenerator generator = kind switch
        {
            TestKeyKind.Rsa2048 => new RsaKeyPairGenerator(),
            TestKeyKind.Ed25519 => new Ed25519KeyPairGenerator(),
            _ => new ECKeyPairGenerator(),
        };
        generator.Init(kind switch
        {
            TestKeyKind.Rsa2048 => new RsaKeyGenerationParameters(BigInteger.ValueOf(65537), chance, 2048, 100),
            TestKeyKind.Ed25519 => new Ed25519KeyGenerationParameters(chance),
            TestKeyKind.P384 => Curve("P-384", chance),
            TestKeyKind.P521 => Curve("P-521", chance),
            _ => Curve("P-256", chance),
        });
        return generator.GenerateKeyPair();
    }

    internal static ISignatureFactory Factory(AsymmetricKeyParameter key, string seed) => new Asn1SignatureFactory(key switch
    {
        RsaKeyParameters => "SHA256WITHRSA",
        Ed25519PrivateKeyParameters => "Ed25519",
        _ => "SHA256WITHECDSA",
    }, key, Chance(seed));

    private static ECKeyGenerationParameters Curve(string name, SecureRandom chance) =>
        new(new ECNamedDomainParameters(ECNamedCurveTable.GetOid(name), ECNamedCurveTable.GetByName(name)), chance);

    // SHA-256 of seed and counter, and nothing else: what the library would add to it is left out.
    private sealed class CountedHashes(string seed) : IRandomGenerator
    {
        private readonly byte[] _seed = SHA256.HashData(Encoding.UTF8.GetBytes(seed));
        private ulong _counter;

        public void AddSeedMaterial(byte[] seed)
        {
        }

        public void AddSeedMaterial(ReadOnlySpan<byte> seed)
        {
        }

        public void AddSeedMaterial(long seed)
        {
        }

        public void NextBytes(byte[] bytes) => NextBytes(bytes.AsSpan());

        public void NextBytes(byte[] bytes, int start, int len) => NextBytes(bytes.AsSpan(start, len));

        public void NextBytes(Span<byte> bytes)
        {
            while (!bytes.IsEmpty)
            {
                var block = SHA256.HashData([.. _seed, .. BitConverter.GetBytes(_counter++)]);
                var taken = Math.Min(block.Length, bytes.Length);
                block.AsSpan(0, taken).CopyTo(bytes);
                bytes = bytes[taken..];
            }
        }
    }
}
