namespace Touchstone.Service.Platform.Blobs;

/// <summary>Where media lie, addressed by the SHA-256 of their content: a folder, or an object store.</summary>
public interface IBlobStore
{
    /// <summary>Stores a file that the caller has already hashed; storing the same content twice changes nothing.</summary>
    /// <param name="sha256">Lower-case hexadecimal digest of the content.</param>
    /// <param name="path">The file; it may be moved away.</param>
    /// <param name="cancel">Gives up.</param>
    Task PutAsync(string sha256, string path, CancellationToken cancel);

    /// <summary>A local file with the content, to be disposed when it is no longer needed; null when the store holds none.</summary>
    Task<BlobFile?> GetAsync(string sha256, CancellationToken cancel);

    /// <summary>A stretch of the content, without fetching all of it; null when the store holds none.</summary>
    /// <param name="sha256">Lower-case hexadecimal digest of the content.</param>
    /// <param name="offset">First byte.</param>
    /// <param name="count">Bytes; all of them are there.</param>
    /// <param name="cancel">Gives up.</param>
    Task<byte[]?> ReadAsync(string sha256, long offset, int count, CancellationToken cancel);

    /// <summary>Whether the store can be reached at all.</summary>
    Task<bool> AnswersAsync(CancellationToken cancel);

    /// <summary>Everything that is stored, in no order.</summary>
    IAsyncEnumerable<StoredBlob> ListAsync(CancellationToken cancel);

    /// <summary>Removes the content; true if it was there.</summary>
    Task<bool> DeleteAsync(string sha256, CancellationToken cancel);
}

/// <summary>Stored content as a local file.</summary>
/// <param name="Path">The file; never to be written to.</param>
/// <param name="IsTemporary">Whether it goes when this is disposed.</param>
public sealed record BlobFile(string Path, bool IsTemporary) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsTemporary) File.Delete(Path);
    }
}

/// <summary>A content that is stored.</summary>
/// <param name="Sha256">Its digest.</param>
/// <param name="Bytes">Its length.</param>
public sealed record StoredBlob(string Sha256, long Bytes);
