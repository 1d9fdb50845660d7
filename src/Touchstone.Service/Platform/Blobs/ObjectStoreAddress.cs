namespace Touchstone.Service.Platform.Blobs;

/// <summary>An S3-compatible store: s3://key:secret@host:port/bucket, with ?region=… where the store wants one.</summary>
/// <param name="Endpoint">Host and port.</param>
/// <param name="Bucket">The bucket, which must exist.</param>
/// <param name="Key">Access key.</param>
/// <param name="Secret">Secret key.</param>
/// <param name="Encrypted">Whether TLS is used.</param>
/// <param name="Region">Region that requests are signed for, or null to ask the store.</param>
internal sealed record ObjectStoreAddress(string Endpoint, string Bucket, string Key, string Secret, bool Encrypted, string? Region)
{
    internal static ObjectStoreAddress? Parse(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("s3" or "s3+http") || uri.Host.Length == 0) return null;
        var user = uri.UserInfo.Split(':', 2);
        var bucket = uri.AbsolutePath.Trim('/');
        if (user.Length < 2 || bucket.Length == 0 || bucket.Contains('/', StringComparison.Ordinal)) return null;
        var region = uri.Query.StartsWith("?region=", StringComparison.Ordinal) ? Uri.UnescapeDataString(uri.Query["?region=".Length..]) : null;
        return new ObjectStoreAddress(uri.IsDefaultPort || uri.Port < 0 ? uri.Host : $"{uri.Host}:{uri.Port}", bucket, Uri.UnescapeDataString(user[0]), Uri.UnescapeDataString(user[1]), uri.Scheme == "s3", region);
    }

    // Secrets must not reach a log through the record's own text.
    public override string ToString() => $"s3://{Endpoint}/{Bucket}";
}
