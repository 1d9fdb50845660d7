using System.Buffers.Binary;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Touchstone.Evaluation.Credentials;
using Touchstone.Numerics;
using Touchstone.Provenance;
using Touchstone.Provenance.Signing;

namespace Touchstone.Benchmarks;

/// <summary>Validation of 64 MiB of media bound by a data hash and by a BMFF hash, against SHA-256 over the same bytes in the same blocks: no validator can be faster.</summary>
public class HardBindingBenchmarks
{
    private const int MediaBytes = 64 << 20;
    private const int BlockBytes = 512 << 10;

    private static readonly DateTimeOffset _at = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly byte[] _block = new byte[BlockBytes];
    private AssetBytes _wav = AssetBytes.Of(ReadOnlyMemory<byte>.Empty);
    private AssetBytes _mp4 = AssetBytes.Of(ReadOnlyMemory<byte>.Empty);
    private ValidationOptions _options = new() { At = _at };

    [GlobalSetup]
    public void Setup()
    {
        var authority = new TestAuthority(_at);
        _options = new ValidationOptions { At = _at, Trust = authority.Profile };
        _wav = Signed(Longer(SampleMedia.Wav(), "data"u8, BinaryPrimitives.WriteUInt32LittleEndian, afterType: true), authority);
        _mp4 = Signed(Longer(SampleMedia.Mp4(), "mdat"u8, BinaryPrimitives.WriteUInt32BigEndian, afterType: false), authority);
    }

    [Benchmark(Baseline = true)]
    public byte[] PlainSha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long at = 0; at < _wav.Length;)
        {
            var read = _wav.Read(at, _block);
            hash.AppendData(_block, 0, read);
            at += read;
        }
        return hash.GetHashAndReset();
    }

    [Benchmark]
    public object DataHash() => CredentialValidator.Validate(_wav, _options);

    [Benchmark]
    public object BmffHash() => CredentialValidator.Validate(_mp4, _options);

    private static AssetBytes Signed(byte[] media, TestAuthority authority)
    {
        using var signed = new MemoryStream(media.Length + (64 << 10));
        AssetSigner.Sign(AssetBytes.Of(media), new ManifestBuilder(new GeneratorInfo("Touchstone benchmarks")).Add(ManifestAction.Created(SourceType.DigitalCreation)), authority.Signer(), signed);
        return AssetBytes.Of(signed.ToArray());
    }

    private delegate void WriteLength(Span<byte> destination, uint value);

    // The last chunk or box, made longer: RIFF says the length of the contents after the type, ISO-BMFF that of the whole before it.
    private static byte[] Longer(byte[] small, ReadOnlySpan<byte> type, WriteLength write, bool afterType)
    {
        var media = new byte[MediaBytes];
        small.CopyTo(media, 0);
        var chance = new Seeded(1);
        for (var i = small.Length; i + 8 <= media.Length; i += 8) BinaryPrimitives.WriteDoubleLittleEndian(media.AsSpan(i), chance.NextUnit());
        var at = small.AsSpan().LastIndexOf(type);
        if (afterType)
        {
            write(media.AsSpan(at + 4), (uint)(media.Length - at - 8));
            write(media.AsSpan(4), (uint)(media.Length - 8));
        }
        else write(media.AsSpan(at - 4), (uint)(media.Length - at + 4));
        return media;
    }
}
