# <configuration>
