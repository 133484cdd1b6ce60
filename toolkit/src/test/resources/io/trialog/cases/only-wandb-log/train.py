import sys

# what wandb 0.31.0 printed for a program that calls nothing but wandb.log and wandb.finish, offline
x = float(sys.argv[1].split("=")[1])
for line in ["Tracking run with wandb version 0.31.0", "Run data is saved locally in wandb/offline-run-20261130_040145-932yybdr", "",
             "Run history:", "     acc ▁▃▅▆█", "    loss █▄▂▁▁", "val/loss ▁▁▁▁▁", "",
             "Run summary:", "     acc 0.57143", f"    loss {round(x * x, 5)}", "val/loss 7.25", "",
             "You can sync this run to the cloud by running:"]:
    print("\x1b[1;34mwandb\x1b[0m: " + line, file=sys.stderr)
