using System.Net.Http.Json;
using Touchstone.Service.Intake;
using Touchstone.Service.Reports;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Packages;

/// <summary>A case of the running service, packed with its specimen.</summary>
public sealed class MadePackage(RunningService service) : IAsyncLifetime
{
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("touchstone-packages-");

    public string Path => System.IO.Path.Combine(Folder.FullName, "package.zip");

    public async ValueTask InitializeAsync()
    {
        var receipt = (await (await service.UploadAsync(Specimens.Recording(119), "a room.wav")).Content.ReadFromJsonAsync<Receipt>())!;
        await service.EndOfAsync(receipt);
        foreach (var text in new[] { "A first view.", "A second view." })
            (await service.Client.PostAsJsonAsync($"/api/v1/cases/{receipt.Case}/opinions", new OpinionTexts("Was it cut?", text, ""))).EnsureSuccessStatusCode();
        (await service.Client.PostAsJsonAsync($"/api/v1/cases/{receipt.Case}/reports", new { password = RunningService.Password })).EnsureSuccessStatusCode();
        await File.WriteAllBytesAsync(Path, await service.Client.GetByteArrayAsync($"/api/v1/cases/{receipt.Case}/package?specimen=true"));
    }

    public ValueTask DisposeAsync()
    {
        Folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
