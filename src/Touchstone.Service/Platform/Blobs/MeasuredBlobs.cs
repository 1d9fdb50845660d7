using System.Diagnostics;
using Touchstone.Service.Telemetry;

namespace Touchstone.Service.Platform.Blobs;

/// <summary>A store whose time and failures are counted.</summary>
internal sealed class MeasuredBlobs(IBlobStore store) : IBlobStore, IDisposable
{
    public Task PutAsync(string sha256, string path, CancellationToken cancel) => MeasureAsync("put", async () => { await store.PutAsync(sha256, path, cancel); return 0; });

    public Task<BlobFile?> GetAsync(string sha256, CancellationToken cancel) => MeasureAsync("get", () => store.GetAsync(sha256, cancel));

    public Task<byte[]?> ReadAsync(string sha256, long offset, int count, CancellationToken cancel) => MeasureAsync("read", () => store.ReadAsync(sha256, offset, count, cancel));

    public Task<bool> DeleteAsync(string sha256, CancellationToken cancel) => MeasureAsync("delete", () => store.DeleteAsync(sha256, cancel));

    public IAsyncEnumerable<StoredBlob> ListAsync(CancellationToken cancel) => store.ListAsync(cancel);

    public Task<bool> AnswersAsync(CancellationToken cancel) => store.AnswersAsync(cancel);

    public void Dispose() => (store as IDisposable)?.Dispose();

    private static async Task<T> MeasureAsync<T>(string operation, Func<Task<T>> work)
    {
        var (begun, outcome) = (Stopwatch.GetTimestamp(), "failed");
        try
        {
            var result = await work();
            outcome = "done";
            return result;
        }
        finally
        {
            Instruments.Blobs.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds, new("operation", operation), new("outcome", outcome));
        }
    }
}
