using System.Buffers;
using System.Security.Cryptography;

namespace Touchstone.Provenance.Bindings;

// Hashes stretches of an asset in blocks, in constant memory.
internal sealed class AssetHasher : IDisposable
{
    private const int BlockBytes = 512 << 10;

    private readonly IncrementalHash _hash;
    private readonly CancellationToken _cancel;

    // Borrowed: one of its own for every file would be collected with the oldest generation each time.
    private byte[] _block = ArrayPool<byte>.Shared.Rent(BlockBytes);

    internal AssetHasher(HashAlgorithmName algorithm, CancellationToken cancel)
    {
        _hash = IncrementalHash.CreateHash(algorithm);
        _cancel = cancel;
    }

    // The allowed list of §13.1; its deprecated list is empty.
    internal static HashAlgorithmName? Algorithm(string? name) => name switch
    {
        "sha256" => HashAlgorithmName.SHA256,
        "sha384" => HashAlgorithmName.SHA384,
        "sha512" => HashAlgorithmName.SHA512,
        _ => null,
    };

    internal void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    // Bytes past the end of the asset are not there to be hashed.
    internal void Append(AssetBytes asset, ByteRange range)
    {
        for (var at = range.Start; at < range.End;)
        {
            _cancel.ThrowIfCancellationRequested();
            var read = asset.Read(at, _block.AsSpan(0, (int)Math.Min(BlockBytes, range.End - at)));
            if (read <= 0) return;
            _hash.AppendData(_block, 0, read);
            at += read;
        }
    }

    // The digest of what was appended since the last call.
    internal byte[] Finish() => _hash.GetHashAndReset();

    public void Dispose()
    {
        _hash.Dispose();
        if (_block.Length == 0) return;
        ArrayPool<byte>.Shared.Return(_block);
        _block = [];
    }
}
