using System.Net.Http.Json;
using Touchstone.Service.Intake;

namespace Touchstone.Service.Tests.Packages;

/// <summary>A case of the running service, packed with its specimen.</summary>
public sealed class MadePackage(RunningService service) : IAsyncLifetime
{
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("touchstone-packages-");

    public string Path => System.IO.Path.Combine(Folder.FullName, "package.zip");

    // A 44-byte header and 0.1 s of a constant level at 8 kHz, 8 bit.
    private static byte[] Recording =>
        [.. "RIFF"u8, .. BitConverter.GetBytes(836), .. "WAVEfmt "u8, .. BitConverter.GetBytes(16), 1, 0, 1, 0, .. BitConverter.GetBytes(8000), .. BitConverter.GetBytes(8000), 1, 0, 8, 0, .. "data"u8, .. BitConverter.GetBytes(800), .. Enumerable.Repeat((byte)119, 800)];

    public async ValueTask InitializeAsync()
    {
        var receipt = (await (await service.UploadAsync(Recording, "a room.wav")).Content.ReadFromJsonAsync<Receipt>())!;
        await service.EndOfAsync(receipt);
        await File.WriteAllBytesAsync(Path, await service.Client.GetByteArrayAsync($"/api/v1/cases/{receipt.Case}/package?specimen=true"));
    }

    public ValueTask DisposeAsync()
    {
        Folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
